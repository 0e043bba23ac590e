namespace Pinchang.Api.Tests.Hosting;

/// <summary>The product's clock, moved forward by a test. Timers keep running by the machine's.</summary>
public sealed class ShiftableClock(TimeProvider clock) : TimeProvider
{
    private long _shift;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + new TimeSpan(Volatile.Read(ref _shift));

    public override long GetTimestamp() => clock.GetTimestamp();

    public void Advance(TimeSpan by) => Interlocked.Add(ref _shift, by.Ticks);
}
