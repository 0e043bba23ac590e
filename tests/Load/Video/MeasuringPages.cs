using System.Diagnostics;

namespace Pinchang.Load.Video;

/// <summary>The two pages, built from the product's own browser library by Web's own Vite.</summary>
internal static class MeasuringPages
{
    public static string Folder => Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "video-pages")).FullName;

    public static async Task BuildAsync()
    {
        var root = FindRoot();
        var web = Path.Combine(root, "Web");
        if (!Directory.Exists(Path.Combine(web, "node_modules", "vite")))
        {
            await RunAsync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], web);
        }

        var config = Path.Combine(root, "tests", "Load", "Video", "Page", "vite.config.js");
        await RunAsync("node", [Path.Combine(web, "node_modules", "vite", "bin", "vite.js"), "build", "--config", config, "--outDir", Folder], web);
    }

    private static async Task RunAsync(string program, string[] arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} could not build the measuring pages: {string.Concat(said)}");
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Pinchang.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The checkout was not found above the program.");
    }
}
