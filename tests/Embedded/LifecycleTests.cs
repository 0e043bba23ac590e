using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Pinchang.Embedded.Tests;

public sealed class LifecycleTests
{
    [Fact]
    public async Task Activation_comes_before_any_call()
    {
        await using var silo = await StartAsync(gates: "leave");
        var grain = Living(silo);

        Task<int[]>[] calls = [grain.Number(), grain.Number()];
        await silo.Journal.Written("activating");
        calls[0].IsCompleted.ShouldBeFalse();
        silo.Journal.Open("activate");

        (await Task.WhenAll(calls)).ShouldBe([[1, 1], [1, 2]]);
    }

    [Fact]
    public async Task A_failed_activation_is_told_to_all_who_wait_and_the_next_call_tries_again()
    {
        await using var silo = await StartAsync(gates: "leave");
        var grain = Living(silo);
        silo.Services.GetRequiredService<Afterlife>().FailsNext = true;

        Task<int[]>[] calls = [grain.Number(), grain.Number(), grain.Number()];
        await silo.Journal.Written("activating");
        silo.Journal.Open("activate");

        foreach (var call in calls)
        {
            await Should.ThrowAsync<InvalidDataException>(() => call);
        }

        (await grain.Number()).ShouldBe([1, 1]);
        silo.Journal.CountOf("activating").ShouldBe(2);
    }

    [Fact]
    public async Task A_class_whose_services_are_missing_fails_its_caller_not_the_silo()
    {
        await using var silo = await TestSilo.StartAsync();

        await Should.ThrowAsync<InvalidOperationException>(() => Living(silo).Number());
        await silo.Grains.GetGrain<IEternalGrain>("other").Touch();
    }

    [Fact]
    public async Task A_grain_that_leaves_while_it_activates_is_told_so()
    {
        await using var silo = await StartAsync("activate", "leave");
        silo.Services.GetRequiredService<Afterlife>().LeavesNext = true;

        (await Should.ThrowAsync<InvalidOperationException>(() => Living(silo).Number())).Message.ShouldContain("leaves while it activates");
    }

    [Fact]
    public async Task An_idle_activation_is_collected_and_the_next_call_gets_a_new_one()
    {
        await using var silo = await StartAsync("activate", "leave");
        var grain = Living(silo);
        await grain.Number();

        silo.Clock.Advance(TimeSpan.FromMinutes(14));
        (await grain.Number()).ShouldBe([1, 2]);
        silo.Clock.Advance(TimeSpan.FromMinutes(14));
        silo.Journal.Lines.ShouldNotContain("leaving 1: ActivationIdle");
        await silo.PassTimeUntil(silo.Journal.Written("disposed 1"));
        silo.Journal.Lines.ShouldContain("left 1");

        (await grain.Number()).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task Calls_that_come_while_it_leaves_go_to_the_next_activation_in_their_order()
    {
        await using var silo = await StartAsync("activate");
        var grain = Living(silo);
        await grain.Leave();
        await silo.Journal.Written("leaving 1: ApplicationRequested");

        var calls = Enumerable.Range(1, 100).Select(_ => grain.Number()).ToArray();
        silo.Journal.Lines.ShouldNotContain("activated 2");
        silo.Journal.Open("leave");

        (await Task.WhenAll(calls)).Select(number => (number[0], number[1])).ShouldBe(Enumerable.Range(1, 100).Select(call => (2, call)));
        silo.Journal.Lines.ToList().IndexOf("left 1").ShouldBeLessThan(silo.Journal.Lines.ToList().IndexOf("activated 2"));
    }

    [Fact]
    public async Task A_running_call_ends_before_the_activation_does()
    {
        await using var silo = await StartAsync("activate", "leave");
        var grain = Living(silo);

        var running = grain.LeaveAfter("running");
        await silo.Journal.Written("running in");
        var next = grain.Number();
        silo.Journal.Open("running");
        await running;

        (await next).ShouldBe([2, 1]);
        silo.Journal.Lines.ShouldBe(
            ["activating", "activated 1", "running in", "running out", "leaving 1: ApplicationRequested", "left 1", "disposed 1", "activating", "activated 2"]);
    }

    [Fact]
    public async Task No_call_is_lost_when_activations_come_and_go_under_load()
    {
        await using var silo = await StartAsync("activate", "leave");
        var grain = Living(silo);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            var seen = new List<int[]>();
            for (var call = 0; call < 300; call++)
            {
                seen.Add(await grain.Number());
                if (call % 10 == caller)
                {
                    await grain.Leave();
                }
            }

            return seen;
        })));

        var all = answers.SelectMany(seen => seen).Select(number => (number[0], number[1])).ToList();
        all.Count.ShouldBe(2_400);
        all.Distinct().Count().ShouldBe(2_400);
        foreach (var seen in answers)
        {
            seen.Select(number => (number[0], number[1])).ShouldBeInOrder();
        }

        silo.Journal.Lines.Where(line => line.StartsWith("activated", StringComparison.Ordinal)).Count().ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task Collection_can_be_delayed_and_the_delay_taken_back()
    {
        await using var silo = await StartAsync("activate", "leave");
        var grain = Living(silo);
        await grain.Stay(TimeSpan.FromHours(1));

        silo.Clock.Advance(TimeSpan.FromMinutes(50));
        (await grain.Number())[0].ShouldBe(1);
        await grain.Stay(Timeout.InfiniteTimeSpan);
        silo.Clock.Advance(TimeSpan.FromHours(30));
        (await grain.Number())[0].ShouldBe(1);
        await grain.Stay(TimeSpan.Zero);
        silo.Clock.Advance(TimeSpan.FromMinutes(14));
        await silo.PassTimeUntil(silo.Journal.Written("left 1"));
    }

    [Fact]
    public async Task A_class_that_keeps_alive_ends_only_with_the_silo()
    {
        await using var silo = await StartAsync("activate", "leave");
        await silo.Grains.GetGrain<IEternalGrain>("eternal").Touch();

        silo.Clock.Advance(TimeSpan.FromDays(3));
        silo.Journal.Lines.ShouldBeEmpty();
        await silo.StopAsync();

        silo.Journal.Lines.ShouldBe(["eternal ends: ShuttingDown"]);
    }

    [Fact]
    public async Task A_grain_that_does_not_finish_leaving_is_given_up()
    {
        await using var silo = await StartAsync("activate");
        var grain = Living(silo);
        await grain.Leave();
        await silo.Journal.Written("leaving 1: ApplicationRequested");

        var next = grain.Number();
        silo.Clock.Advance(TimeSpan.FromSeconds(9));
        next.IsCompleted.ShouldBeFalse();
        silo.Clock.Advance(TimeSpan.FromSeconds(2));

        (await next)[0].ShouldBe(2);
    }

    [Fact]
    public async Task A_stopping_silo_finishes_what_waits_and_says_goodbye()
    {
        var silo = await StartAsync("activate", "leave");
        var grain = silo.Grains.GetGrain<ILimitGrain>("stop");
        var (held, waiting) = (grain.Hold("held"), grain.Hold("waiting"));
        await Living(silo).Number();
        await silo.Journal.Written("held in");

        var stopped = silo.StopAsync();
        silo.Journal.Open("waiting");
        silo.Journal.Open("held");
        await Task.WhenAll(held, waiting, stopped);

        silo.Journal.Lines.ShouldContain("left 1");
        await Should.ThrowAsync<SiloUnavailableException>(() => Living(silo).Number());
        await silo.DisposeAsync();
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_a_hanging_grain_beyond_its_bound()
    {
        var silo = await StartAsync("activate", "leave");
        var grain = silo.Grains.GetGrain<ILimitGrain>("hangs");
        var (hanging, waiting) = (grain.Hold("hanging"), grain.Hold("waiting"));
        await silo.Journal.Written("hanging in");
        using var hurry = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await silo.StopAsync(hurry.Token).WaitAsync(TimeSpan.FromSeconds(10));

        await Should.ThrowAsync<SiloUnavailableException>(() => waiting);
        hanging.IsCompleted.ShouldBeFalse();
        await silo.DisposeAsync();
    }

    private static async Task<TestSilo> StartAsync(params string[] gates)
    {
        var silo = await TestSilo.StartAsync(builder => builder
            .ConfigureServices(services => services.AddSingleton<Afterlife>())
            .Configure<GrainCollectionOptions>(options => options.DeactivationTimeout = TimeSpan.FromSeconds(10)));
        Array.ForEach(gates, silo.Journal.Open);
        return silo;
    }

    private static ILivingGrain Living(TestSilo silo) => silo.Grains.GetGrain<ILivingGrain>("living");
}
