using Npgsql;
using Pinchang.Api.Hosting;
using Pinchang.Data.Screening;
using Pinchang.Domain.Screening;

namespace Pinchang.Api.Screening;

/// <summary>Holds this process to the edition in force: read before the first text comes, and looked after every few seconds.</summary>
internal sealed class RuleBookKeeper(EditionInForce edition, TimeProvider time, ILogger<RuleBookKeeper> logger) : RecurringWorker(Interval, time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private int _number;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RefreshAsync(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            Logger.LogWarning(exception, "The screening rules are read again in {Interval}; until then the product's own hold", Interval);
        }

        await base.StartAsync(cancellationToken);
    }

    public async Task RefreshAsync(CancellationToken cancellation)
    {
        if (await edition.ReadOtherThanAsync(_number, cancellation) is var (number, rules))
        {
            Screener.Use(new(rules));
            _number = number;
        }
    }

    protected override Task RoundAsync(CancellationToken cancellation) => RefreshAsync(cancellation);
}
