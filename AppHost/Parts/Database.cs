using Pinchang.Embedded.PostgreSql;

namespace Pinchang.AppHost.Parts;

/// <summary>The private server, kept running; or one's own, which is only named.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Backoff _backoff = new("PostgreSQL");
    private readonly PostgreSqlOptions? _options;
    private PostgreSqlServer? _server;
    private readonly Task _watch = Task.CompletedTask;

    private Database(string app, string owner) => (App, Owner) = (app, owner);

    private Database(PostgreSqlOptions options, PostgreSqlServer server)
    {
        // After a restart the same port serves the same connection strings.
        _options = options with { Port = server.Port };
        _server = server;
        (App, Owner) = (server.AppConnectionString, server.OwnerConnectionString);
        _watch = KeepRunningAsync(server);
    }

    /// <summary>A new server process runs.</summary>
    public event Action? Restarted;

    public string App { get; }

    public string Owner { get; }

    public bool IsPrivate => _options is not null;

    public int? ProcessId => _server?.ProcessId;

    /// <summary>Ends only by failing: the server does not stay up.</summary>
    public Task Failed => _failed.Task;

    public static async Task<Database> OpenAsync(Settings settings, CancellationToken cancellation)
    {
        if (settings.OwnDatabase is not null)
        {
            return new(settings.OwnDatabase, settings.OwnDatabaseOwner!);
        }

        var options = PostgreSqlOptions.For(settings.DataFolder) with { Log = line => PartLog.Write("postgresql", line) };
        return new(options, await PostgreSqlServer.StartAsync(options, cancellation));
    }

    public async Task StopAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync();
        await _watch;
        if (_server is not null)
        {
            await _server.StopAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    private async Task KeepRunningAsync(PostgreSqlServer server)
    {
        try
        {
            while (true)
            {
                await server.Exited.WaitAsync(_stopping.Token);
                await server.StopAsync();
                PartLog.Write("postgresql", "The server has ended by itself and is started again.");
                await _backoff.WaitAsync(_stopping.Token);
                server = _server = await PostgreSqlServer.StartAsync(_options!, _stopping.Token);
                Restarted?.Invoke();
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // We are stopping: StopAsync ends the server.
        }
        catch (Exception problem) when (problem is StartException or PostgreSqlStartException)
        {
            _failed.SetException(problem);
        }
    }
}
