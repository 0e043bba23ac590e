using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Pinchang.Embedded.Tests;

public interface ITimedGrain : IGrainWithStringKey
{
    Task Start(int dueSeconds, int periodSeconds, bool interleave, bool keepAlive);

    Task Change(int dueSeconds, int periodSeconds);

    Task Stop();

    Task Hold(string name);

    Task StartAllKinds();
}

internal sealed class TimedGrain(Journal journal) : Grain, ITimedGrain
{
    private IGrainTimer? _timer;
    private int _ticks;

    public Task Start(int dueSeconds, int periodSeconds, bool interleave, bool keepAlive)
    {
        _timer = this.RegisterGrainTimer(
            TickAsync,
            new GrainTimerCreationOptions(Seconds(dueSeconds), Seconds(periodSeconds)) { Interleave = interleave, KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task Change(int dueSeconds, int periodSeconds)
    {
        _timer!.Change(Seconds(dueSeconds), Seconds(periodSeconds));
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public async Task Hold(string name)
    {
        journal.Write($"{name} in");
        await journal.Gate(name);
    }

    public Task StartAllKinds()
    {
        var (due, never) = (Seconds(1), Timeout.InfiniteTimeSpan);
        this.RegisterGrainTimer(() => Write("plain"), due, never);
        this.RegisterGrainTimer(_ => Write("cancellable"), due, never);
        this.RegisterGrainTimer(Write, "state", due, never);
        this.RegisterGrainTimer((word, _) => Write(word), "state and cancellable", due, never);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Write("deactivated");

    private async Task TickAsync(CancellationToken cancellation)
    {
        var tick = ++_ticks;
        journal.Write($"tick {tick}");
        if (tick == 2)
        {
            throw new InvalidOperationException("A failing tick does not stop the timer.");
        }

        await journal.Gate($"tick {tick}").WaitAsync(cancellation);
    }

    private Task Write(string word)
    {
        journal.Write(word);
        return Task.CompletedTask;
    }

    private static TimeSpan Seconds(int seconds) => seconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds);
}

public sealed class TimerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task The_period_counts_from_the_end_of_a_tick_and_a_failure_does_not_stop_it()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = Timed(silo);
        await grain.Start(10, 5, interleave: false, keepAlive: false);

        silo.Clock.Advance(TimeSpan.FromSeconds(9));
        silo.Journal.Lines.ShouldBeEmpty();
        silo.Clock.Advance(Second);
        await silo.Journal.Written("tick 1");
        silo.Clock.Advance(TimeSpan.FromSeconds(60));
        silo.Journal.Lines.ShouldBe(["tick 1"]);
        silo.Journal.Open("tick 1");
        await Armed(silo, 5);
        silo.Clock.Advance(TimeSpan.FromSeconds(5));
        await silo.Journal.Written("tick 2");
        await Armed(silo, 5);
        silo.Clock.Advance(TimeSpan.FromSeconds(5));
        await silo.Journal.Written("tick 3");
    }

    [Fact]
    public async Task A_tick_waits_for_the_running_request()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = Timed(silo);
        await grain.Start(1, -1, interleave: false, keepAlive: false);

        var held = grain.Hold("held");
        await silo.Journal.Written("held in");
        silo.Clock.Advance(Second);
        await Task.Yield();
        silo.Journal.Lines.ShouldBe(["held in"]);
        silo.Journal.Open("held");
        await held;

        await silo.Journal.Written("tick 1");
    }

    [Fact]
    public async Task An_interleaving_tick_does_not_wait()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = Timed(silo);
        await grain.Start(1, -1, interleave: true, keepAlive: false);

        var held = grain.Hold("held");
        await silo.Journal.Written("held in");
        silo.Clock.Advance(Second);

        await silo.Journal.Written("tick 1");
        silo.Journal.Open("held");
        await held;
    }

    [Fact]
    public async Task A_timer_can_be_changed_and_stopped()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = Timed(silo);
        silo.Journal.Open("tick 1");
        await grain.Start(10, 10, interleave: false, keepAlive: false);

        await grain.Change(2, 3);
        silo.Clock.Advance(TimeSpan.FromSeconds(2));
        await silo.Journal.Written("tick 1");
        await Armed(silo, 3);
        await grain.Stop();
        silo.Clock.Advance(TimeSpan.FromSeconds(60));
        silo.Journal.Open("x");
        await grain.Hold("x");

        silo.Journal.Lines.ShouldBe(["tick 1", "x in"]);
    }

    [Fact]
    public async Task A_changed_tick_that_is_running_rings_again_when_it_has_ended()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = Timed(silo);
        await grain.Start(1, 100, interleave: true, keepAlive: false);
        silo.Clock.Advance(Second);
        await silo.Journal.Written("tick 1");

        await grain.Change(1, 100);
        silo.Clock.Advance(TimeSpan.FromSeconds(2));
        silo.Journal.Open("tick 1");
        await Armed(silo, 0);
        silo.Clock.Advance(TimeSpan.Zero);

        await silo.Journal.Written("tick 2");
    }

    [Fact]
    public async Task All_ways_to_register_one_work()
    {
        await using var silo = await TestSilo.StartAsync();
        await Timed(silo).StartAllKinds();

        silo.Clock.Advance(Second);

        foreach (var kind in new[] { "plain", "cancellable", "state", "state and cancellable" })
        {
            await silo.Journal.Written(kind);
        }
    }

    [Fact]
    public async Task Ticks_do_not_keep_the_grain_unless_told_to()
    {
        await using var silo = await TestSilo.StartAsync(builder => builder.Configure<GrainCollectionOptions>(options =>
        {
            options.CollectionAge = TimeSpan.FromMinutes(2);
            options.CollectionQuantum = TimeSpan.FromSeconds(10);
        }));
        Enumerable.Range(1, 100).ToList().ForEach(tick => silo.Journal.Open($"tick {tick}"));
        var kept = Timed(silo, "kept");
        await kept.Start(30, 30, interleave: false, keepAlive: true);
        for (var half = 0; half < 20; half++)
        {
            await Armed(silo, 30);
            silo.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        await Armed(silo, 30);
        silo.Journal.Lines.ShouldNotContain("deactivated");
        await kept.Stop();
        await Timed(silo, "left").Start(30, 30, interleave: false, keepAlive: false);
        for (var half = 0; half < 6 && silo.Journal.CountOf("deactivated") < 2; half++)
        {
            silo.Clock.Advance(TimeSpan.FromSeconds(30));
            await Task.Delay(20);
        }

        await silo.Journal.Written("deactivated");
    }

    // The tick's end arms the next one on the grain's thread: wait for that before moving the clock.
    private static async Task Armed(TestSilo silo, int seconds)
    {
        using var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (silo.Clock.Armed(TimeSpan.FromSeconds(seconds)) == 0)
        {
            await Task.Delay(1, hurry.Token);
        }
    }

    private static ITimedGrain Timed(TestSilo silo, string key = "timed") => silo.Grains.GetGrain<ITimedGrain>(key);
}
