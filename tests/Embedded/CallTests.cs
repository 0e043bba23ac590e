using Orleans;
using Orleans.Runtime;

namespace Pinchang.Embedded.Tests;

public interface IEchoGrain : IGrainWithGuidKey
{
    Task Touch();

    Task<string> Say(string word);

    ValueTask Hush();

    ValueTask<int> Add(int left, int right);

    Task<Guid> Key();

    Task Fail(string why);

    Task<string> FailLater(string why);

    Task<string> SayThroughAnother(Guid other, string word);

    Task<bool> RunsInItsTurn();

    /// <summary>What the call before left in the context of the flow, if anything; leaves the word there itself.</summary>
    Task<string?> LeaveBehind(string word);
}

public interface ITextKeyGrain : IGrainWithStringKey
{
    Task<string> Key();

    Task<ITextKeyGrain> Me();
}

public interface INumberKeyGrain : IGrainWithIntegerKey
{
    Task<long> Key();
}

internal sealed class EchoGrain : Grain, IEchoGrain
{
    private static readonly AsyncLocal<string?> Flowing = new();

    public Task Touch() => Task.CompletedTask;

    public Task<string> Say(string word) => Task.FromResult(word);

    public ValueTask Hush() => ValueTask.CompletedTask;

    public async ValueTask<int> Add(int left, int right)
    {
        await Task.Yield();
        return left + right;
    }

    public Task<Guid> Key() => Task.FromResult(this.GetPrimaryKey());

    public Task Fail(string why) => throw new InvalidOperationException(why);

    public async Task<string> FailLater(string why)
    {
        await Task.Yield();
        throw new KeyNotFoundException(why);
    }

    public Task<string> SayThroughAnother(Guid other, string word) => GrainFactory.GetGrain<IEchoGrain>(other).Say(word);

    // Not async: an async method would tidy up by itself.
    public Task<string?> LeaveBehind(string word)
    {
        var left = Flowing.Value;
        Flowing.Value = word;
        return Task.FromResult(left);
    }

    public async Task<bool> RunsInItsTurn()
    {
        var before = TaskScheduler.Current;
        await Task.Delay(1);
        var after = TaskScheduler.Current;
        var started = await Task.Factory.StartNew(
            () => TaskScheduler.Current,
            CancellationToken.None,
            TaskCreationOptions.None,
            TaskScheduler.Current);
        return before != TaskScheduler.Default && before == after && before == started;
    }
}

internal sealed class TextKeyGrain : Grain, ITextKeyGrain
{
    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

    public Task<ITextKeyGrain> Me() => Task.FromResult(this.AsReference<ITextKeyGrain>());
}

internal sealed class NumberKeyGrain : Grain, INumberKeyGrain
{
    public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());
}

public sealed class CallTests
{
    private static readonly Guid Some = Guid.Parse("01890000-0000-7000-8000-000000000001");
    private static readonly Guid Other = Guid.Parse("01890000-0000-7000-8000-000000000002");

    [Fact]
    public async Task All_four_kinds_of_return_come_back()
    {
        await using var silo = await TestSilo.StartAsync();
        var echo = silo.Grains.GetGrain<IEchoGrain>(Some);

        await echo.Touch();
        await echo.Hush();
        (await echo.Say("你好")).ShouldBe("你好");
        (await echo.Add(2, 3)).ShouldBe(5);
    }

    [Fact]
    public async Task A_grain_knows_its_key()
    {
        await using var silo = await TestSilo.StartAsync();

        (await silo.Grains.GetGrain<IEchoGrain>(Some).Key()).ShouldBe(Some);
        (await silo.Grains.GetGrain<ITextKeyGrain>("exam/42").Key()).ShouldBe("exam/42");
        (await silo.Grains.GetGrain<INumberKeyGrain>(-7).Key()).ShouldBe(-7);
        silo.Grains.GetGrain<IEchoGrain>(Some).GetPrimaryKey().ShouldBe(Some);
    }

    [Fact]
    public async Task A_grain_calls_another()
    {
        await using var silo = await TestSilo.StartAsync();

        (await silo.Grains.GetGrain<IEchoGrain>(Some).SayThroughAnother(Other, "hello")).ShouldBe("hello");
    }

    [Fact]
    public async Task Exceptions_keep_their_type_and_message()
    {
        await using var silo = await TestSilo.StartAsync();
        var echo = silo.Grains.GetGrain<IEchoGrain>(Some);

        (await Should.ThrowAsync<InvalidOperationException>(() => echo.Fail("at once"))).Message.ShouldBe("at once");
        (await Should.ThrowAsync<KeyNotFoundException>(() => echo.FailLater("later"))).Message.ShouldBe("later");
        (await echo.Say("still here")).ShouldBe("still here");
    }

    [Fact]
    public async Task An_await_inside_a_grain_comes_back_into_its_turn()
    {
        await using var silo = await TestSilo.StartAsync();

        (await silo.Grains.GetGrain<IEchoGrain>(Some).RunsInItsTurn()).ShouldBeTrue();
    }

    [Fact]
    public async Task No_context_flows_from_the_caller_or_from_call_to_call()
    {
        await using var silo = await TestSilo.StartAsync();
        var echo = silo.Grains.GetGrain<IEchoGrain>(Some);

        var left = await Task.WhenAll(Enumerable.Range(0, 50).Select(call => echo.LeaveBehind($"{call}")));

        left.ShouldAllBe(word => word == null);
    }

    [Fact]
    public async Task A_reference_travels_and_equals_another_to_the_same_grain()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grains.GetGrain<ITextKeyGrain>("same");

        var me = await grain.Me();

        me.ShouldBe(grain);
        me.GetHashCode().ShouldBe(grain.GetHashCode());
        (await me.Key()).ShouldBe("same");
        silo.Grains.GetGrain<ITextKeyGrain>(me.GetGrainId()).ShouldBe(grain);
    }

    [Fact]
    public async Task An_interface_without_a_class_is_named()
    {
        await using var silo = await TestSilo.StartAsync();

        Should.Throw<ArgumentException>(() => silo.Grains.GetGrain<INobodysGrain>(Some)).Message.ShouldContain(nameof(INobodysGrain));
    }

    [Fact]
    public async Task A_stopped_silo_refuses()
    {
        var silo = await TestSilo.StartAsync();
        var echo = silo.Grains.GetGrain<IEchoGrain>(Some);
        await echo.Touch();
        await silo.StopAsync();

        await Should.ThrowAsync<SiloUnavailableException>(() => echo.Touch());
        await silo.DisposeAsync();
    }
}

public interface INobodysGrain : IGrainWithGuidKey
{
    Task Touch();
}
