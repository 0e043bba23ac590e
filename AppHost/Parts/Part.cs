using System.Diagnostics;
using System.Net;
using Pinchang.Embedded.PostgreSql;

namespace Pinchang.AppHost.Parts;

/// <summary>A child process that is kept running until it is stopped.</summary>
internal sealed class Part(string name, PartFile file, IReadOnlyDictionary<string, string?> environment, Uri health) : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Backoff _backoff = new(name);
    private Process? _process;
    private Task _ended = Task.CompletedTask;
    private Task _watch = Task.CompletedTask;

    /// <summary>A new process runs.</summary>
    public event Action? Restarted;

    public string Name => name;

    public int? ProcessId => _process?.Id;

    /// <summary>Ends only by failing: the part does not stay up.</summary>
    public Task Failed => _failed.Task;

    /// <summary>Starts the part and waits until it is healthy.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        Launch();
        _watch = KeepRunningAsync();
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var started = Stopwatch.StartNew();
        while (!await IsHealthyAsync(client, cancellation))
        {
            if (_failed.Task.IsFaulted)
            {
                await _failed.Task;
            }

            if (started.Elapsed > StartPatience)
            {
                throw new StartException($"The part {name} did not become healthy within {StartPatience.TotalMinutes:0} minutes: its lines above say why.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
        }
    }

    /// <summary>Asks the process to stop in order, and ends it when it takes too long.</summary>
    public async Task StopAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync();
        await _watch;
        if (_process is not { HasExited: false } process)
        {
            return;
        }

        Unix.Signal(process.Id, Unix.Terminate);
        if (await Task.WhenAny(_ended, Task.Delay(StopPatience)) != _ended)
        {
            PartLog.Write(name, $"did not stop within {StopPatience.TotalSeconds:0} seconds and is ended.");
            process.Kill(entireProcessTree: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process?.Dispose();
        _stopping.Dispose();
    }

    private void Launch()
    {
        var process = file.Describe(environment);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // Not WaitForExitAsync: that waits for the end of the output too, which a grandchild may hold open.
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => ended.TrySetResult();
        _ended = ended.Task;
        PartLog.Follow(name, process);
        process.Start();
        PartLog.Begin(process);
        _process = process;
        Restarted?.Invoke();
    }

    private async Task KeepRunningAsync()
    {
        try
        {
            while (true)
            {
                await _ended.WaitAsync(_stopping.Token);
                PartLog.Write(name, $"ended by itself with code {_process!.ExitCode} and is started again.");
                await _backoff.WaitAsync(_stopping.Token);
                _process.Dispose();
                Launch();
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // We are stopping: StopAsync ends the process.
        }
        catch (StartException problem)
        {
            _failed.SetException(problem);
        }
    }

    private async Task<bool> IsHealthyAsync(HttpClient client, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync(health, cancellation);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception problem) when (problem is HttpRequestException || (problem is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }
}
