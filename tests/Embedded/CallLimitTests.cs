using Orleans;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Pinchang.Embedded.Tests;

public interface ILimitGrain : IGrainWithStringKey
{
    Task Hold(string name);

    [ResponseTimeout("00:00:02")]
    Task HoldShortly(string name);

    [OneWay]
    Task Tell(string name);

    [OneWay]
    Task TellBadly(string name);

    Task<string> HoldCancellably(string name, CancellationToken cancellation);
}

internal sealed class LimitGrain(Journal journal) : Grain, ILimitGrain
{
    public async Task Hold(string name)
    {
        journal.Write($"{name} in");
        await journal.Gate(name);
        journal.Write($"{name} out");
    }

    public Task HoldShortly(string name) => Hold(name);

    public Task Tell(string name) => Hold(name);

    public Task TellBadly(string name)
    {
        journal.Write(name);
        throw new InvalidOperationException("nobody hears this");
    }

    public async Task<string> HoldCancellably(string name, CancellationToken cancellation)
    {
        var scheduler = TaskScheduler.Current;
        using var registration = cancellation.Register(() =>
            journal.Write(TaskScheduler.Current == scheduler ? $"{name} cancelled in turn" : $"{name} cancelled outside"));
        await Hold(name);
        return name;
    }
}

public sealed class CallLimitTests
{
    [Fact]
    public async Task A_call_that_is_not_answered_times_out_and_still_runs()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = Limits(silo);

        var call = grain.Hold("slow");
        await silo.Journal.Written("slow in");
        silo.Clock.Advance(TimeSpan.FromSeconds(29));
        call.IsCompleted.ShouldBeFalse();
        silo.Clock.Advance(TimeSpan.FromSeconds(2));

        (await Should.ThrowAsync<TimeoutException>(() => call)).Message.ShouldContain("ILimitGrain.Hold");
        silo.Journal.Open("slow");
        await silo.Journal.Written("slow out");
    }

    [Fact]
    public async Task A_call_that_waits_times_out_and_never_runs()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = Limits(silo);

        var running = grain.Hold("running");
        await silo.Journal.Written("running in");
        var waiting = grain.HoldShortly("waiting");
        silo.Clock.Advance(TimeSpan.FromSeconds(3));
        await Should.ThrowAsync<TimeoutException>(() => waiting);
        silo.Journal.Open("running");
        await running;
        silo.Journal.Open("after");
        await grain.Hold("after");

        silo.Journal.Lines.ShouldNotContain("waiting in");
    }

    [Fact]
    public async Task The_methods_own_timeout_counts_and_else_the_silos()
    {
        await using var silo = await TestSilo.StartAsync(builder =>
            builder.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(5)));
        var grain = Limits(silo, "own");
        var other = Limits(silo, "silo");

        var own = grain.HoldShortly("own");
        var silos = other.Hold("silo");
        silo.Clock.Advance(TimeSpan.FromSeconds(3));
        await Should.ThrowAsync<TimeoutException>(() => own);
        silos.IsCompleted.ShouldBeFalse();
        silo.Clock.Advance(TimeSpan.FromSeconds(3));

        await Should.ThrowAsync<TimeoutException>(() => silos);
    }

    [Fact]
    public async Task A_full_mailbox_refuses_and_says_so()
    {
        await using var silo = await TestSilo.StartAsync(builder =>
            builder.Configure<SiloMessagingOptions>(options => options.MaxEnqueuedRequestsHardLimit = 3));
        var grain = Limits(silo);

        var running = grain.Hold("running");
        await silo.Journal.Written("running in");
        Task[] waiting = [grain.Hold("1"), grain.Hold("2"), grain.Hold("3")];
        var refused = await Should.ThrowAsync<LimitExceededException>(() => grain.Hold("4"));
        await grain.Tell("5");
        refused.Message.ShouldContain("ILimitGrain.Hold");
        new List<string> { "running", "1", "2", "3" }.ForEach(silo.Journal.Open);
        await Task.WhenAll([running, .. waiting]);

        silo.Journal.Lines.ShouldNotContain("4 in");
        silo.Journal.Lines.ShouldNotContain("5 in");
        silo.Journal.Open("again");
        await grain.Hold("again");
    }

    [Fact]
    public async Task A_one_way_call_returns_before_it_runs_and_hides_its_failure()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = Limits(silo);

        grain.Tell("told").IsCompletedSuccessfully.ShouldBeTrue();
        grain.TellBadly("badly").IsCompletedSuccessfully.ShouldBeTrue();
        await silo.Journal.Written("told in");
        silo.Journal.Lines.ShouldBe(["told in"]);
        silo.Journal.Open("told");
        silo.Journal.Open("after");
        await grain.Hold("after");

        silo.Journal.Lines.ShouldBe(["told in", "told out", "badly", "after in", "after out"]);
    }

    [Fact]
    public async Task Cancelling_frees_the_caller_and_reaches_the_grain_in_its_turn()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = Limits(silo);
        using var cancellation = new CancellationTokenSource();

        var call = grain.HoldCancellably("held", cancellation.Token);
        await silo.Journal.Written("held in");
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
        await silo.Journal.Written("held cancelled in turn");
        silo.Journal.Open("held");
        await silo.Journal.Written("held out");
    }

    [Fact]
    public async Task A_call_cancelled_while_it_waits_never_runs()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = Limits(silo);
        using var cancellation = new CancellationTokenSource();

        var running = grain.Hold("running");
        await silo.Journal.Written("running in");
        var waiting = grain.HoldCancellably("waiting", cancellation.Token);
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        silo.Journal.Open("running");
        await running;
        await Should.ThrowAsync<OperationCanceledException>(() => grain.HoldCancellably("too late", cancellation.Token));
        silo.Journal.Open("after");
        (await grain.HoldCancellably("after", CancellationToken.None)).ShouldBe("after");

        silo.Journal.Lines.ShouldBe(["running in", "running out", "after in", "after out"]);
    }

    private static ILimitGrain Limits(TestSilo silo, string key = "limits") => silo.Grains.GetGrain<ILimitGrain>(key);
}
