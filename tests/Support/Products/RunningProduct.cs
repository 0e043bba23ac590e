using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Pinchang.Support.Products;

/// <summary>
/// The whole product as real processes, started as a person starts it, on free ports and a data folder of its own that
/// goes away afterwards. What is broken in it is broken by process id, from <see cref="Run"/>.
/// </summary>
public sealed class RunningProduct : IProduct, IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<string> _log = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private RunningProduct(string data, Process process) => (Data, _process) = (data, process);

    public string Data { get; }

    /// <summary>The folder stays when this is disposed of: whoever starts on it next removes it.</summary>
    public bool KeepsData { get; set; }

    public Uri Web { get; private init; } = null!;

    public Uri Api { get; private init; } = null!;

    public IReadOnlyList<DemoAccount> Accounts { get; private set; } = [];

    public string Log => string.Join('\n', _log);

    public RunFile Run => RunFile.Read(Data);

    public string Owner => Run.Database.Owner;

    /// <summary>An empty data folder.</summary>
    public static string MakeData()
    {
        var data = Directory.CreateTempSubdirectory("pinchang-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // The private server runs as another user, who must be able to reach its folder.
            File.SetUnixFileMode(data, (UnixFileMode)Convert.ToInt32("755", 8));
        }

        return data;
    }

    /// <param name="configuration">Which build of AppHost: Debug or Release.</param>
    /// <param name="data">A folder with an installation in it, which goes away afterwards too; a new one otherwise.</param>
    public static async Task<RunningProduct> StartAsync(string configuration, string? data = null)
    {
        data ??= MakeData();
        var (web, api) = FreePorts();
        var appHost = Path.Combine(Checkout.Root, "AppHost", "bin", configuration, "net10.0", "Pinchang.AppHost.dll");
        var process = new Process
        {
            StartInfo = new("dotnet", [appHost])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Checkout.Root,
                Environment =
                {
                    ["PINCHANG_DATA"] = data,
                    ["PINCHANG_WEB_PORT"] = $"{web}",
                    ["PINCHANG_API_PORT"] = $"{api}",
                },
            },
            EnableRaisingEvents = true,
        };
        var product = new RunningProduct(data, process) { Web = new($"http://localhost:{web}"), Api = new($"http://localhost:{api}") };
        try
        {
            await product.WaitUntilReadyAsync();
            return product;
        }
        catch
        {
            await product.DisposeAsync();
            throw;
        }
    }

    public DemoAccount Account(string role) =>
        Accounts.FirstOrDefault(account => account.Role == role) ?? throw new InvalidOperationException($"The demo has no {role}.");

    /// <summary>The latest message to a phone or address, from the folder where the embedded engine keeps them.</summary>
    public async Task<string> MessageToAsync(string recipient, DateTimeOffset since)
    {
        var folder = Path.Combine(Data, "messages");
        for (var attempt = 0; attempt < 600; attempt++)
        {
            var found = !Directory.Exists(folder)
                ? null
                : new DirectoryInfo(folder).GetFiles("*", SearchOption.AllDirectories)
                    .Where(file => file.LastWriteTimeUtc >= since.UtcDateTime.AddSeconds(-2))
                    .OrderByDescending(file => file.LastWriteTimeUtc)
                    .Select(file => File.ReadAllText(file.FullName))
                    .FirstOrDefault(text => text.Contains(recipient, StringComparison.Ordinal));
            if (found is not null)
            {
                return found;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"No message to {recipient}.\n{Log}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var stop = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            await stop.WaitForExitAsync();
            try
            {
                await _process.WaitForExitAsync().WaitAsync(StopsWithin);
            }
            catch (TimeoutException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync();
            }
        }

        _process.Dispose();
        if (!KeepsData)
        {
            Directory.Delete(Data, recursive: true);
        }
    }

    private async Task WaitUntilReadyAsync()
    {
        _process.OutputDataReceived += (_, line) => Heard(line.Data);
        _process.ErrorDataReceived += (_, line) => Heard(line.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"AppHost ended before it was ready:\n{Log}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        try
        {
            await _ready.Task.WaitAsync(StartsWithin);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Not ready after {StartsWithin}:\n{Log}");
        }

        Accounts = JsonSerializer.Deserialize<DemoAccount[]>(
            await File.ReadAllTextAsync(Path.Combine(Data, "demo-accounts.json")), JsonSerializerOptions.Web)!;
    }

    private void Heard(string? line)
    {
        if (line is null)
        {
            return;
        }

        _log.Enqueue(line);
        if (line.Contains("Pinchang is ready", StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }
    }

    /// <summary>Two at once: a port that was given back could be given out again.</summary>
    private static (int Web, int Api) FreePorts()
    {
        using var web = new TcpListener(IPAddress.Loopback, 0);
        using var api = new TcpListener(IPAddress.Loopback, 0);
        web.Start();
        api.Start();
        return (((IPEndPoint)web.LocalEndpoint).Port, ((IPEndPoint)api.LocalEndpoint).Port);
    }
}
