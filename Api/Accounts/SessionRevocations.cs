using Npgsql;

namespace Pinchang.Api.Accounts;

/// <summary>
/// Hears from the database of sessions that other processes ended, so that their sockets close here too, and of people whose sessions or
/// rights changed, so that nothing older is remembered. A question each second proves that the line hears.
/// </summary>
internal sealed class SessionRevocations(NpgsqlDataSource source, SessionRegistry registry, TimeProvider time, ILogger<SessionRevocations> logger)
    : BackgroundService
{
    public const string Channel = "session_revoked";

    private const string Changes = "sessions_changed";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ProveEvery = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (NpgsqlException exception)
            {
                logger.LogWarning(exception, "Not listening for revoked sessions; trying again");
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        connection.Notification += (_, notification) =>
        {
            if (!Guid.TryParse(notification.Payload, out var id))
            {
                return;
            }

            if (notification.Channel == Changes)
            {
                registry.Forget(id);
            }
            else
            {
                registry.Revoke(id);
            }
        };
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}; LISTEN {Changes}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellation);
        }

        registry.ListensFrom(time.GetUtcNow());
        await using var prove = new NpgsqlCommand("SELECT 1", connection) { CommandTimeout = (int)Pause.TotalSeconds };
        while (true)
        {
            // What was committed before the question has come when its answer is here.
            var asked = time.GetUtcNow();
            await prove.ExecuteNonQueryAsync(cancellation);
            registry.HeardUntil(asked);
            await connection.WaitAsync(ProveEvery, cancellation);
        }
    }
}
