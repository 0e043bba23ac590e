using System.Diagnostics;

namespace Pinchang.Load.Video;

/// <summary>A page in a headless Chromium of its own, with a camera and a microphone that are not there.</summary>
internal sealed class ChromiumPage : IDisposable
{
    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("pinchang-chromium-");
    private readonly Process _process;

    public ChromiumPage(string address)
    {
        var start = new ProcessStartInfo(Find() ?? throw new InvalidOperationException("No Chromium: set PINCHANG_CHROMIUM."))
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        string[] arguments =
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--mute-audio", $"--user-data-dir={_profile.FullName}",
            "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--autoplay-policy=no-user-gesture-required",
            "--disable-background-timer-throttling", "--disable-renderer-backgrounding", "--window-size=800,600", address,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _ = _process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    }

    public static string? Find() =>
        new[] { Environment.GetEnvironmentVariable("PINCHANG_CHROMIUM") }
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
                .SelectMany(folder => new[] { "chromium", "google-chrome", "msedge" }.Select(name => Path.Combine(folder, name))))
            .FirstOrDefault(File.Exists);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit(5000);
        }

        _process.Dispose();
        try
        {
            _profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A helper process of the browser still closes its files; the folder lies in the temporary one.
        }
    }
}
