namespace Pinchang.Embedded.Tests;

public sealed class TurnTests
{
    private const string ClassName = "Pinchang.Embedded.Tests.TurnGrain";

    [Fact]
    public async Task One_request_runs_at_a_time()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = Turns(silo);

        var first = grain.Hold("first");
        var second = grain.Hold("second");
        await silo.Journal.Written("first in");
        silo.Journal.Open("second");
        silo.Journal.Lines.ShouldBe(["first in"]);
        silo.Journal.Open("first");
        await Task.WhenAll(first, second);

        silo.Journal.Lines.ShouldBe(["first in", "first out", "second in", "second out"]);
    }

    [Fact]
    public async Task Requests_of_one_caller_run_in_the_order_they_were_sent()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = Turns(silo);
        var names = Enumerable.Range(0, 2_000).Select(number => $"{number}").ToArray();

        await Task.WhenAll(names.Select(grain.Note));

        silo.Journal.Lines.ShouldBe(names);
    }

    [Fact]
    public async Task Many_callers_never_run_in_the_grain_together()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grains.GetGrain<IReentrantTurnGrain>("count");

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => grain.CountUp(200))));

        (await grain.CountUp(0)).ShouldBe(10_000);
    }

    [Fact]
    public async Task A_reentrant_grain_starts_the_next_request_at_an_await()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grains.GetGrain<IReentrantTurnGrain>("open");

        var held = grain.Hold("held");
        await silo.Journal.Written("held in");
        await grain.Note("between");
        await grain.CallBack("open");
        silo.Journal.Open("held");
        await held;

        silo.Journal.Lines.ShouldBe(["held in", "between", "called myself", "held out"]);
    }

    [Fact]
    public async Task An_interleaving_request_passes_one_that_waits()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = Turns(silo);

        var held = grain.Hold("held");
        var waiting = grain.Note("waiting");
        await silo.Journal.Written("held in");
        silo.Journal.Open("quick");
        await grain.Interleave("quick");
        silo.Journal.Lines.ShouldBe(["held in", "quick in", "quick out"]);
        silo.Journal.Open("held");
        await Task.WhenAll(held, waiting);

        silo.Journal.Lines[^1].ShouldBe("waiting");
    }

    [Fact]
    public async Task An_interleaving_request_holds_nobody_up()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = Turns(silo);

        var background = grain.Interleave("background");
        await silo.Journal.Written("background in");
        await grain.Note("ordinary");
        silo.Journal.Open("background");
        await background;

        silo.Journal.Lines.ShouldBe(["background in", "ordinary", "background out"]);
    }

    [Fact]
    public async Task Read_only_requests_run_together_and_never_beside_a_writer()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = Turns(silo);

        var one = grain.Read("one");
        var two = grain.Read("two");
        await silo.Journal.Written("two in");
        var writer = grain.Note("writer");
        var late = grain.Read("late");
        silo.Journal.Open("late");
        silo.Journal.Open("one");
        await one;
        silo.Journal.Lines.ShouldNotContain("writer");
        silo.Journal.Lines.ShouldNotContain("late in");
        silo.Journal.Open("two");
        await Task.WhenAll(two, writer, late);

        silo.Journal.Lines.ShouldBe(["one in", "two in", "one out", "two out", "writer", "late in", "late out"]);
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a", "b")]
    public async Task A_grain_that_waits_for_itself_gets_a_timeout(string first, string second)
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = Turns(silo, first);

        var call = grain.CallBack(second);
        await silo.PassTimeUntil(call);

        await Should.ThrowAsync<TimeoutException>(() => call);
        silo.Journal.Open("free");
        var free = Turns(silo, second).Hold("free");
        await silo.PassTimeUntil(free);
        await free;
    }

    private static ITurnGrain Turns(TestSilo silo, string key = "turns") => silo.Grains.GetGrain<ITurnGrain>(key, ClassName);
}
