using Orleans;

namespace Pinchang.Embedded.Tests;

public interface ILivingGrain : IGrainWithStringKey
{
    /// <summary>The number of this activation among those of the key, and of this call among those of the activation.</summary>
    Task<int[]> Number();

    Task Leave();

    Task LeaveAfter(string gate);

    Task Stay(TimeSpan time);

    Task FailNextActivation();
}

public interface IEternalGrain : IGrainWithStringKey
{
    Task Touch();
}

/// <summary>What outlives the activations of a test.</summary>
internal sealed class Afterlife
{
    private int _activations;

    public bool FailsNext { get; set; }

    public bool LeavesNext { get; set; }

    public int Born() => Interlocked.Increment(ref _activations);
}

internal sealed class LivingGrain(Journal journal, Afterlife afterlife) : Grain, ILivingGrain, IAsyncDisposable
{
    private int _activation;
    private int _calls;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Write("activating");
        await journal.Gate("activate");
        if (afterlife.FailsNext)
        {
            afterlife.FailsNext = false;
            throw new InvalidDataException("The rows are not readable.");
        }

        if (afterlife.LeavesNext)
        {
            afterlife.LeavesNext = false;
            DeactivateOnIdle();
        }

        _activation = afterlife.Born();
        journal.Write($"activated {_activation}");
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Write($"leaving {_activation}: {reason.ReasonCode}");
        await journal.Gate("leave");
        journal.Write($"left {_activation}");
    }

    public Task<int[]> Number() => Task.FromResult<int[]>([_activation, ++_calls]);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task LeaveAfter(string gate)
    {
        DeactivateOnIdle();
        journal.Write($"{gate} in");
        await journal.Gate(gate);
        journal.Write($"{gate} out");
    }

    public Task Stay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public Task FailNextActivation()
    {
        afterlife.FailsNext = true;
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        journal.Write($"disposed {_activation}");
        return ValueTask.CompletedTask;
    }
}

[KeepAlive]
internal sealed class EternalGrain(Journal journal) : Grain, IEternalGrain
{
    public Task Touch() => Task.CompletedTask;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Write($"eternal ends: {reason.ReasonCode}");
        return Task.CompletedTask;
    }
}
