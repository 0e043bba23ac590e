using Npgsql;

namespace Pinchang.Api.Accounts;

/// <summary>Hears from the database of sessions that other processes ended, so that their sockets close here too.</summary>
internal sealed class SessionRevocations(NpgsqlDataSource source, SessionRegistry registry, TimeProvider time, ILogger<SessionRevocations> logger)
    : BackgroundService
{
    public const string Channel = "session_revoked";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

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
            if (Guid.TryParse(notification.Payload, out var sessionId))
            {
                registry.Revoke(sessionId);
            }
        };
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellation);
        }

        while (true)
        {
            await connection.WaitAsync(cancellation);
        }
    }
}
