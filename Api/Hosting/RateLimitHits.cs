namespace Pinchang.Api.Hosting;

/// <summary>How many requests came too often, minute by minute for a day, on this host.</summary>
internal sealed class RateLimitHits(TimeProvider time)
{
    private const int Minutes = 24 * 60;

    private readonly Lock _lock = new();
    private readonly (long Minute, int Hits)[] _byMinute = new (long, int)[Minutes];

    public void Count()
    {
        var now = Now();
        lock (_lock)
        {
            ref var slot = ref _byMinute[now % Minutes];
            slot = slot.Minute == now ? (now, slot.Hits + 1) : (now, 1);
        }
    }

    public int Within(TimeSpan span)
    {
        var since = Now() - (long)span.TotalMinutes;
        lock (_lock)
        {
            return _byMinute.Where(slot => slot.Minute > since).Sum(slot => slot.Hits);
        }
    }

    private long Now() => time.GetUtcNow().ToUnixTimeSeconds() / 60;
}
