using Npgsql;
using Pinchang.Contracts.Maintenance;
using Pinchang.Data.Ledger;
using Pinchang.Data.Maintenance;
using Pinchang.Domain.Ledger;

namespace Pinchang.Api.Ledger;

/// <summary>
/// Seals what was written within a second, writes down each minute where the chains stand, and makes the months ahead each hour. Several
/// processes take turns by themselves.
/// </summary>
internal sealed class LedgerWorker(LedgerSealer sealer, LedgerMonths months, LedgerAnchors anchors, MaintenanceLog maintenance, TimeProvider time, ILogger<LedgerWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AnchorEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MonthsEvery = TimeSpan.FromHours(1);

    private readonly Dictionary<LedgerChain, LedgerHead> _unanchored = [];
    private long? _anchoredAt;
    private long? _madeAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                try
                {
                    await RoundAsync(stoppingToken);
                }
                catch (Exception exception) when (exception is NpgsqlException or IOException)
                {
                    logger.LogWarning(exception, "The ledger's round did not come to its end; trying again");
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Lines of the last moment are sealed by whoever starts next; where the chains stood is written down now.
            await AnchorAsync(CancellationToken.None);
        }
    }

    internal async Task RoundAsync(CancellationToken cancellation)
    {
        if (_madeAt is not { } made || time.GetElapsedTime(made) > MonthsEvery)
        {
            if (await months.MakeAsync(time.GetUtcNow(), cancellation) is > 0 and var count)
            {
                await maintenance.WriteAsync(MaintenanceAct.MonthsMade, $"{count}", time.GetUtcNow(), cancellation);
            }

            _madeAt = time.GetTimestamp();
        }

        while (await sealer.SealAsync(cancellation) is { Lines: > 0 } round)
        {
            foreach (var head in round.Heads)
            {
                _unanchored[head.Chain] = head;
            }

            foreach (var alarm in round.Alarms)
            {
                logger.LogCritical("The ledger is not as it was left: {Finding}", alarm);
            }
        }

        if (_unanchored.Count > 0 && (_anchoredAt is not { } anchored || time.GetElapsedTime(anchored) > AnchorEvery))
        {
            await AnchorAsync(cancellation);
            _anchoredAt = time.GetTimestamp();
        }
    }

    private async Task AnchorAsync(CancellationToken cancellation)
    {
        foreach (var head in _unanchored.Values.ToArray())
        {
            await anchors.WriteAsync(head, time.GetUtcNow(), cancellation);
            _unanchored.Remove(head.Chain);
        }
    }
}
