namespace Pinchang.EndToEnd.Tests;

/// <summary>A test that needs Chromium: skipped with the reason where there is none, failed there when CI=true.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Absence is not null && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = Absence;
        }
    }

    /// <summary>Chromium's path: PINCHANG_CHROMIUM, else the first of the usual names on the path.</summary>
    public static string? Chromium { get; } = Find();

    public static string? Absence =>
        Chromium is null ? "No Chromium: set PINCHANG_CHROMIUM, or install chromium, google-chrome or msedge." : null;

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("PINCHANG_CHROMIUM") is { Length: > 0 } named)
        {
            return named;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return new[] { "chromium", "google-chrome", "msedge" }
            .SelectMany(name => folders.Select(folder => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }
}
