using Npgsql;
using Pinchang.Api.Hosting;
using Pinchang.Data.Notify;

namespace Pinchang.Api.Notify;

/// <summary>Holds this process to how agencies word their messages: read before the first message is made, and looked after every few seconds.</summary>
internal sealed class NoticeTextKeeper(WordingsInForce wordings, TimeProvider time, ILogger<NoticeTextKeeper> logger) : RecurringWorker(Interval, time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RoundAsync(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            Logger.LogWarning(exception, "How agencies word their messages is read again in {Interval}; until then the product's own words hold", Interval);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        foreach (var wording in await wordings.ReadAsync(cancellation))
        {
            NoticeTemplates.Use(wording);
        }
    }
}
