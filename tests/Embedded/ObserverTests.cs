using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Utilities;

namespace Pinchang.Embedded.Tests;

public interface IRoomObserver : IGrainObserver
{
    [OneWay]
    Task Hear(string word);

    void HearPlainly(string word);

    ValueTask<int> Answer(string word);
}

public interface IObservedGrain : IGrainWithStringKey
{
    Task Subscribe(IRoomObserver observer);

    Task Unsubscribe(IRoomObserver observer);

    Task Tell(string word);

    Task TellPlainly(string word);

    Task<int> Ask(string word);

    Task<int> Count();
}

internal sealed class ObservedGrain : Grain, IObservedGrain
{
    private readonly ObserverManager<IRoomObserver> _observers = new(TimeSpan.FromMinutes(5), NullLogger.Instance);
    private IRoomObserver? _last;

    public Task Subscribe(IRoomObserver observer)
    {
        _observers.Subscribe(_last = observer, observer);
        return Task.CompletedTask;
    }

    public Task Unsubscribe(IRoomObserver observer)
    {
        _observers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    public Task Tell(string word) => _observers.Notify(observer => observer.Hear(word));

    public Task TellPlainly(string word)
    {
        _observers.Notify(observer => observer.HearPlainly(word));
        return Task.CompletedTask;
    }

    public async Task<int> Ask(string word) => await _last!.Answer(word);

    public Task<int> Count()
    {
        _observers.ClearExpired();
        return Task.FromResult(_observers.Count);
    }
}

public sealed class ObserverTests
{
    [Fact]
    public async Task An_observer_hears_in_order_and_answers()
    {
        await using var silo = await TestSilo.StartAsync();
        var room = Room(silo);
        var ear = new Ear(silo.Journal);
        var reference = silo.Grains.CreateObjectReference<IRoomObserver>(ear);
        await room.Subscribe(reference);

        for (var word = 0; word < 100; word++)
        {
            await room.Tell($"{word}");
        }

        await room.TellPlainly("plainly");
        (await room.Ask("four")).ShouldBe(4);
        silo.Journal.Lines.ShouldBe([.. Enumerable.Range(0, 100).Select(word => $"{word}"), "plainly", "four"]);
        await room.Unsubscribe(reference);
        (await room.Count()).ShouldBe(0);
        GC.KeepAlive(ear);
    }

    [Fact]
    public async Task One_that_throws_harms_nobody()
    {
        await using var silo = await TestSilo.StartAsync();
        var room = Room(silo);
        var ear = new Ear(silo.Journal);
        var deaf = new Deaf();
        await room.Subscribe(silo.Grains.CreateObjectReference<IRoomObserver>(ear));
        await room.Subscribe(silo.Grains.CreateObjectReference<IRoomObserver>(deaf));

        await room.Tell("one");
        await room.TellPlainly("two");
        await Should.ThrowAsync<InvalidOperationException>(() => room.Ask("three"));
        await room.Tell("four");

        await silo.Journal.Written("four");
        silo.Journal.Lines.ShouldBe(["one", "two", "four"]);
        GC.KeepAlive(ear);
        GC.KeepAlive(deaf);
    }

    [Fact]
    public async Task One_that_hangs_holds_up_only_its_own_calls()
    {
        await using var silo = await TestSilo.StartAsync(builder =>
            builder.Configure<SiloMessagingOptions>(options => options.MaxEnqueuedRequestsHardLimit = 10));
        var room = Room(silo);
        var (ear, stuck) = (new Ear(silo.Journal), new Stuck(silo.Journal));
        await room.Subscribe(silo.Grains.CreateObjectReference<IRoomObserver>(ear));
        await room.Subscribe(silo.Grains.CreateObjectReference<IRoomObserver>(stuck));

        for (var word = 0; word < 50; word++)
        {
            await room.Tell($"{word}");
            await silo.Journal.Written($"{word}");
        }

        await Should.ThrowAsync<LimitExceededException>(() => room.Ask("anything"));
        await silo.Journal.Written("stuck");
        silo.Journal.CountOf("stuck").ShouldBe(1);
        GC.KeepAlive(ear);
        GC.KeepAlive(stuck);
    }

    [Fact]
    public async Task An_answer_that_never_comes_times_out()
    {
        await using var silo = await TestSilo.StartAsync();
        var room = Room(silo);
        var stuck = new Stuck(silo.Journal);
        await room.Subscribe(silo.Grains.CreateObjectReference<IRoomObserver>(stuck));

        var asked = room.Ask("anything");
        await silo.PassTimeUntil(asked);

        await Should.ThrowAsync<TimeoutException>(() => asked);
        var count = room.Count();
        await silo.PassTimeUntil(count);
        (await count).ShouldBe(1);
        GC.KeepAlive(stuck);
    }

    [Fact]
    public async Task One_that_vanished_or_was_deleted_is_told_apart_from_a_slow_one()
    {
        await using var silo = await TestSilo.StartAsync();
        var room = Room(silo);
        await SubscribeAndForget(silo, room);
        GC.Collect();
        GC.WaitForPendingFinalizers();

        await room.Tell("to nobody");
        await Should.ThrowAsync<ClientNotAvailableException>(() => room.Ask("nobody"));

        var ear = new Ear(silo.Journal);
        var reference = silo.Grains.CreateObjectReference<IRoomObserver>(ear);
        await room.Subscribe(reference);
        silo.Grains.DeleteObjectReference<IRoomObserver>(reference);
        await Should.ThrowAsync<ClientNotAvailableException>(() => room.Ask("deleted"));
        GC.KeepAlive(ear);
    }

    [Fact]
    public async Task One_that_does_not_subscribe_again_is_forgotten()
    {
        await using var silo = await TestSilo.StartAsync();
        var room = Room(silo);
        var (faithful, idle) = (new Ear(silo.Journal), new Ear(silo.Journal));
        var reference = silo.Grains.CreateObjectReference<IRoomObserver>(faithful);
        await room.Subscribe(reference);
        await room.Subscribe(silo.Grains.CreateObjectReference<IRoomObserver>(idle));

        silo.Clock.Advance(TimeSpan.FromMinutes(4));
        await room.Subscribe(reference);
        silo.Clock.Advance(TimeSpan.FromMinutes(4));

        (await room.Count()).ShouldBe(1);
        GC.KeepAlive(faithful);
        GC.KeepAlive(idle);
    }

    [Fact]
    public async Task The_object_itself_is_refused_as_an_argument()
    {
        await using var silo = await TestSilo.StartAsync();

        var refused = await Should.ThrowAsync<NotSupportedException>(() => Room(silo).Subscribe(new Ear(silo.Journal)));

        refused.Message.ShouldContain("CreateObjectReference");
    }

    // Apart, so that no local keeps the observer alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task SubscribeAndForget(TestSilo silo, IObservedGrain room) =>
        room.Subscribe(silo.Grains.CreateObjectReference<IRoomObserver>(new Ear(silo.Journal)));

    private static IObservedGrain Room(TestSilo silo) => silo.Grains.GetGrain<IObservedGrain>("room");

    private class Ear(Journal journal) : IRoomObserver
    {
        public virtual Task Hear(string word)
        {
            journal.Write(word);
            return Task.CompletedTask;
        }

        public virtual void HearPlainly(string word) => journal.Write(word);

        public virtual ValueTask<int> Answer(string word)
        {
            journal.Write(word);
            return new(word.Length);
        }
    }

    private sealed class Deaf : IRoomObserver
    {
        public Task Hear(string word) => throw new InvalidOperationException();

        public void HearPlainly(string word) => throw new InvalidOperationException();

        public ValueTask<int> Answer(string word) => throw new InvalidOperationException();
    }

    private sealed class Stuck(Journal journal) : Ear(journal)
    {
        private readonly Journal _journal = journal;

        public override Task Hear(string word)
        {
            _journal.Write("stuck");
            return new TaskCompletionSource().Task;
        }

        public override async ValueTask<int> Answer(string word)
        {
            await Hear(word);
            return 0;
        }
    }
}
