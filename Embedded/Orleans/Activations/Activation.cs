using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Pinchang.Embedded.Calls;

namespace Pinchang.Embedded;

/// <summary>
/// One living instance of a grain with its mailbox. It is also the scheduler of all code that runs in it, so that an
/// await inside the grain comes back into its turn. Here: what others see and send; <c>Activation.Turns.cs</c> runs it,
/// <c>Activation.Lifecycle.cs</c> starts and ends it.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The running turn's task holds nothing to dispose.")]
internal sealed partial class Activation(Silo silo, GrainClass grainClass, GrainId id) : TaskScheduler, IGrainContext, ICallOwner, IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly Mailbox _mailbox = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RunningCalls _running;
    private ActivationState _state;
    private AsyncServiceScope _scope;
    private IGrainBase? _grain;
    private long _lastUsed = silo.Now;
    private long _keepUntil;

    public GrainId GrainId => id;

    public GrainReference GrainReference => field ??= new UntypedReference(new GrainTarget(silo, grainClass, id));

    public object? GrainInstance => _grain;

    public IServiceProvider ActivationServices => _scope.ServiceProvider;

    public Task Deactivated => _ended.Task;

    public IGrainRuntime Runtime => silo;

    public Acceptance Accept(GrainCall call)
    {
        call.Interleaves = grainClass.IsReentrant || call.Method.Interleaves;
        bool wake;
        lock (_gate)
        {
            if (_state == ActivationState.Ended)
            {
                return Acceptance.Ended;
            }

            if (_mailbox.Count >= silo.MailboxLimit && !call.IsOwn)
            {
                return Acceptance.Full;
            }

            _mailbox.Add(call);
            wake = !_awake;
            _awake = true;
        }

        if (wake)
        {
            Wake();
        }

        return Acceptance.Accepted;
    }

    public void DelayDeactivation(TimeSpan timeSpan)
    {
        lock (_gate)
        {
            _keepUntil = timeSpan < TimeSpan.Zero || timeSpan > TimeSpan.FromDays(36_500)
                ? long.MaxValue
                : timeSpan == TimeSpan.Zero ? 0 : silo.Now + timeSpan.Ticks;
        }
    }

    /// <summary>Fails calls whose time is over. The method may still run; its caller only stops waiting.</summary>
    public void SweepCalls(Action<GrainCall> visit)
    {
        // A racy look is enough: what is missed now is seen by the next sweep.
        if (_running.Count == 0 && _mailbox.Count == 0)
        {
            return;
        }

        lock (_gate)
        {
            _running.Visit(visit);
            _mailbox.Sweep(visit);
        }
    }

    private sealed class UntypedReference(CallTarget target) : GrainReference(target);
}

internal enum ActivationState
{
    New,
    Activating,
    Active,
    Deactivating,
    Ended,
}
