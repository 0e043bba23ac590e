using Orleans;
using Orleans.Concurrency;

namespace Pinchang.Embedded.Tests;

public interface ITurnGrain : IGrainWithStringKey
{
    /// <summary>Writes "name in", waits at the gate of that name, writes "name out".</summary>
    Task Hold(string name);

    Task Note(string name);

    [AlwaysInterleave]
    Task Interleave(string name);

    [ReadOnly]
    Task Read(string name);

    Task CallBack(string otherKey);

    Task<int> CountUp(int rounds);
}

public interface IReentrantTurnGrain : ITurnGrain;

internal abstract class TurnGrainBase(Journal journal) : Grain
{
    private int _count;

    public async Task Hold(string name)
    {
        journal.Write($"{name} in");
        await journal.Gate(name);
        journal.Write($"{name} out");
    }

    public Task Note(string name)
    {
        journal.Write(name);
        return Task.CompletedTask;
    }

    public Task Interleave(string name) => Hold(name);

    public Task Read(string name) => Hold(name);

    // Not atomic on purpose: it counts right only if nobody else runs between its awaits' turns.
    public async Task<int> CountUp(int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            var seen = _count;
            Thread.SpinWait(20);
            _count = seen + 1;
            await Task.Yield();
        }

        return _count;
    }
}

internal sealed class TurnGrain(Journal journal) : TurnGrainBase(journal), ITurnGrain
{
    public Task CallBack(string otherKey) => otherKey == this.GetPrimaryKeyString()
        ? this.AsReference<ITurnGrain>().Note("called myself")
        : GrainFactory.GetGrain<ITurnGrain>(otherKey, "Pinchang.Embedded.Tests.TurnGrain").CallBack(otherKey);
}

[Reentrant]
internal sealed class ReentrantTurnGrain(Journal journal) : TurnGrainBase(journal), IReentrantTurnGrain
{
    public Task CallBack(string otherKey) => this.AsReference<IReentrantTurnGrain>().Note("called myself");
}
