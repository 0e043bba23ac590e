using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Pinchang.Data.Time;

/// <summary>Reads the database's clock before anything is served, and then every ten seconds.</summary>
internal sealed class ClockFollower(DatabaseClock clock, NpgsqlDataSource source, ILogger<ClockFollower> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await clock.ReadAsync(source, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await clock.ReadAsync(source, stoppingToken);
            }
            catch (NpgsqlException exception)
            {
                // The monotonic clock carries on; a drift of seconds a day does no harm until the database is back.
                logger.LogWarning(exception, "The database's clock could not be read");
            }
        }
    }
}
