using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Screening;
using Pinchang.Data;
using Pinchang.Domain.Screening;

namespace Pinchang.Api.Screening;

/// <summary>Holds this process to the edition in force: read before the first text comes, and looked after every few seconds.</summary>
internal sealed class RuleBookKeeper(IServiceScopeFactory scopes, TimeProvider time, ILogger<RuleBookKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private int _number;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryRefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var editions = scope.ServiceProvider.GetRequiredService<PinchangContext>().ScreeningEditions.AsNoTracking().Where(edition => edition.State == ScreeningEditionState.InForce);
        if (await editions.Select(edition => edition.Number).SingleOrDefaultAsync(cancellation) is var number && number != _number
            && await editions.SingleOrDefaultAsync(cancellation) is { } edition)
        {
            Screener.Use(new(edition.Rules));
            _number = edition.Number;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryRefreshAsync(stoppingToken);
        }
    }

    private async Task TryRefreshAsync(CancellationToken cancellation)
    {
        try
        {
            await RefreshAsync(cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.LogWarning(exception, "The screening rules are read again in {Interval}; until then edition {Number} holds", Interval, _number);
        }
    }
}
