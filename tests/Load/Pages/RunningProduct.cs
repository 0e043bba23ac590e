using System.Diagnostics;

namespace Pinchang.Load.Pages;

/// <summary>The whole embedded product, started by its own command in an empty data folder and gone afterwards.</summary>
internal sealed class RunningProduct : IAsyncDisposable
{
    private const int WebPort = 6680;
    private const int ApiPort = 6681;

    private readonly Process _process;
    private readonly string _folder;

    private RunningProduct(Process process, string folder) => (_process, _folder) = (process, folder);

    public string Web { get; } = $"http://localhost:{WebPort}";

    public static async Task<RunningProduct> StartAsync()
    {
        // Under root the database runs as another user, who must be able to reach its folder.
        var folder = Path.Combine("/var/tmp", $"pinchang-load-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        var start = new ProcessStartInfo("dotnet", ["run", "-c", "Release", "--project", Path.Combine(RepositoryRoot(), "AppHost")])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["PINCHANG_DATA"] = folder;
        start.Environment["PINCHANG_WEB_PORT"] = $"{WebPort}";
        start.Environment["PINCHANG_API_PORT"] = $"{ApiPort}";
        start.Environment["PINCHANG_DEMO"] = "1";
        var product = new RunningProduct(Process.Start(start)!, folder);
        while (await product._process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Pinchang is ready", StringComparison.Ordinal))
            {
                _ = product._process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return product;
            }
        }

        await product.DisposeAsync();
        throw new InvalidOperationException("The product ended before it was ready: run `dotnet run --project AppHost` to see why.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var stop = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            await stop.WaitForExitAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    public static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Pinchang.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The repository was not found above the program.");
    }
}
