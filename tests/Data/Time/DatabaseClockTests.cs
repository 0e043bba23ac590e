using Npgsql;
using Pinchang.Data.Time;

namespace Pinchang.Data.Tests.Time;

public sealed class DatabaseClockTests(PostgreSqlFixture database) : IClassFixture<PostgreSqlFixture>
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_machine_three_hours_wrong_tells_the_databases_time()
    {
        await using var source = NpgsqlDataSource.Create(database.AppConnectionString);
        var clock = new DatabaseClock(new Machine(TimeProvider.System.GetUtcNow().AddHours(3)));

        clock.GetUtcNow().ShouldBeGreaterThan(TimeProvider.System.GetUtcNow().AddHours(2));
        await clock.ReadAsync(source, CancellationToken.None);

        (clock.GetUtcNow() - TimeProvider.System.GetUtcNow()).Duration().ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Between_readings_the_monotonic_clock_carries_it()
    {
        var machine = new Machine(Noon);
        var clock = new DatabaseClock(machine);
        clock.Adjust(Noon.AddMinutes(1), machine.GetTimestamp());

        machine.Pass(TimeSpan.FromSeconds(7));

        clock.GetUtcNow().ShouldBe(Noon.AddMinutes(1).AddSeconds(7));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public void A_machine_whose_clock_is_set_moves_nobodys_time(int minutes)
    {
        var machine = new Machine(Noon);
        var clock = new DatabaseClock(machine);
        clock.Adjust(Noon.AddSeconds(1), machine.GetTimestamp());

        machine.Set(Noon.AddMinutes(minutes));
        machine.Pass(TimeSpan.FromSeconds(3));

        clock.GetUtcNow().ShouldBe(Noon.AddSeconds(4));
    }

    [Fact]
    public void It_never_steps_back()
    {
        var machine = new Machine(Noon);
        var clock = new DatabaseClock(machine);
        clock.Adjust(Noon, machine.GetTimestamp());
        clock.GetUtcNow().ShouldBe(Noon);

        clock.Adjust(Noon.AddSeconds(-5), machine.GetTimestamp());
        clock.GetUtcNow().ShouldBe(Noon);
        machine.Pass(TimeSpan.FromSeconds(4));
        clock.GetUtcNow().ShouldBe(Noon);
        machine.Pass(TimeSpan.FromSeconds(2));
        clock.GetUtcNow().ShouldBe(Noon.AddSeconds(1));
    }

    /// <summary>A machine whose wall clock is set and whose monotonic clock moves when it is told to.</summary>
    private sealed class Machine(DateTimeOffset wall) : TimeProvider
    {
        private DateTimeOffset _wall = wall;
        private long _timestamp;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => _wall;

        public override long GetTimestamp() => _timestamp;

        public void Set(DateTimeOffset to) => _wall = to;

        public void Pass(TimeSpan time) => _timestamp += time.Ticks;
    }
}
