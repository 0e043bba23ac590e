using System.Diagnostics;

namespace Pinchang.Load.Measuring;

/// <summary>A server in its own process on CPU 0, ready when this is constructed, gone when it is disposed.</summary>
internal sealed class ServerUnderLoad : IAsyncDisposable
{
    private readonly Process _process;

    private ServerUnderLoad(Process process, int port)
    {
        _process = process;
        Port = port;
        Control = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(3) };
    }

    public int Port { get; }

    public int Pid => _process.Id;

    /// <summary>The one connection by which the generator tells the server what to publish.</summary>
    public HttpClient Control { get; }

    /// <summary>With what it has started itself, such as a store beside it.</summary>
    public double CpuSeconds => CpuClock.OfTree(Pid);

    public long ResidentBytes => CpuClock.ResidentBytes(Pid);

    /// <summary>One of <see cref="ServedHosts"/>.</summary>
    public static Task<ServerUnderLoad> StartHostAsync(string name, int port) =>
        StartAsync(Environment.ProcessPath!, ["--serve", name, "--port", $"{port}"], port, null);

    /// <summary>Any program that prints a line with <c>ready</c> when it listens.</summary>
    public static async Task<ServerUnderLoad> StartAsync(string program, string[] arguments, int port, string? folder)
    {
        var start = Pinning.Start(0, program, arguments);
        start.RedirectStandardOutput = true;
        start.WorkingDirectory = folder ?? AppContext.BaseDirectory;
        start.Environment["DOTNET_TieredPGO"] = "1";
        // As a web host runs by itself: a full collection beside the work and not instead of it.
        start.Environment["DOTNET_gcConcurrent"] = "1";
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("ready", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new ServerUnderLoad(process, port);
            }
        }

        throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended before it was ready.");
    }

    public async Task<string> TellAsync(string path)
    {
        using var answer = await Control.PostAsync(new Uri(path, UriKind.Relative), null);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Control.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
