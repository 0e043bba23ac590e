using System.Diagnostics;
using System.Net;
using Pinchang.Support.Products;

namespace Pinchang.Faults.Clusters;

/// <summary>One process of Api in a cluster: the same ports each time that it starts.</summary>
internal sealed class ClusterMember(string assembly, Ports ports, IReadOnlyDictionary<string, string> environment) : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(60);
    private Process? _process;

    public Uri Address { get; } = new($"http://localhost:{ports.Http}");

    public int SiloPort => ports.Silo;

    /// <summary>Ready when it has joined the others and answers.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [assembly])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.Combine(Checkout.Root, "Api"),
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        start.Environment["Orleans__Endpoints__SiloPort"] = $"{ports.Silo}";
        start.Environment["Orleans__Endpoints__GatewayPort"] = $"{ports.Gateway}";
        var said = new List<string>();
        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var watch = Stopwatch.StartNew();
        while (!await IsReadyAsync(http))
        {
            if (_process.HasExited || watch.Elapsed > StartsWithin)
            {
                throw new InvalidOperationException($"A process of the cluster did not get ready:\n{Said()}");
            }

            await Task.Delay(100);
        }

        void Keep(string? line)
        {
            lock (said)
            {
                said.Add(line ?? "");
            }
        }

        string Said()
        {
            lock (said)
            {
                return string.Join('\n', said.TakeLast(20));
            }
        }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not { } process)
        {
            return;
        }

        using (var stop = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await stop.WaitForExitAsync();
        }

        try
        {
            await process.WaitForExitAsync().WaitAsync(StopsWithin);
        }
        catch (TimeoutException)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(Address, "/health/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}

/// <summary>Where one process listens: for browsers, for the others, for clients of the cluster.</summary>
internal sealed record Ports(int Http, int Silo, int Gateway);
