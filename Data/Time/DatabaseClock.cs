using Npgsql;

namespace Pinchang.Data.Time;

/// <summary>
/// The product's time: PostgreSQL's clock, carried between readings by this machine's monotonic clock. A machine whose own clock is wrong
/// by hours judges deadlines like every other. Never steps back: when a reading lies behind, time stands until it is caught up.
/// </summary>
public sealed class DatabaseClock(TimeProvider monotonic) : TimeProvider
{
    private Reading _reading = new(monotonic.GetUtcNow().UtcTicks, monotonic.GetTimestamp());
    private long _latest;
    private bool _wasRead;

    private sealed record Reading(long UtcTicks, long Timestamp);

    public override TimeZoneInfo LocalTimeZone => monotonic.LocalTimeZone;

    public override long TimestampFrequency => monotonic.TimestampFrequency;

    public override long GetTimestamp() => monotonic.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        monotonic.CreateTimer(callback, state, dueTime, period);

    public override DateTimeOffset GetUtcNow()
    {
        var reading = Volatile.Read(ref _reading);
        var now = reading.UtcTicks + monotonic.GetElapsedTime(reading.Timestamp).Ticks;
        var latest = Volatile.Read(ref _latest);
        while (now > latest)
        {
            var seen = Interlocked.CompareExchange(ref _latest, now, latest);
            if (seen == latest)
            {
                return new(now, TimeSpan.Zero);
            }

            latest = seen;
        }

        return new(latest, TimeSpan.Zero);
    }

    /// <summary>Takes a reading: what the database said, and the monotonic time halfway through the asking.</summary>
    public void Adjust(DateTimeOffset databaseTime, long timestamp)
    {
        Volatile.Write(ref _reading, new(databaseTime.UtcTicks, timestamp));
        if (!_wasRead)
        {
            // What was said before was this machine's own guess, and may lie hours ahead.
            _wasRead = true;
            Volatile.Write(ref _latest, 0);
        }
    }

    public async Task ReadAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand("SELECT clock_timestamp()", connection);
        var asked = monotonic.GetTimestamp();
        var databaseTime = (DateTime)(await command.ExecuteScalarAsync(cancellation))!;
        var answered = monotonic.GetTimestamp();
        Adjust(new DateTimeOffset(databaseTime, TimeSpan.Zero), asked + (answered - asked) / 2);
    }
}
