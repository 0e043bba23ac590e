using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Pinchang.Embedded.Calls;

namespace Pinchang.Embedded;

/// <summary>From the first call to the hand-over.</summary>
internal sealed partial class Activation
{
    private readonly List<GrainTimer> _timers = [];
    private DeactivationReason _reason;
    private long _deactivateBy = long.MaxValue;
    private bool _endWhenIdle;
    private bool _ending;

    public bool IsActivating => _state == ActivationState.Activating;

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default) =>
        EndWhen(deactivationReason, idle: false);

    /// <summary>Serves what still comes until nothing waits, then ends.</summary>
    public void DeactivateWhenIdle(DeactivationReason reason) => EndWhen(reason, idle: true);

    /// <summary>Ends the activation if nobody has used it for the age of its class.</summary>
    public void CollectIfIdle(long now)
    {
        if (_state != ActivationState.Active || grainClass.CollectionAge == TimeSpan.MaxValue)
        {
            return;
        }

        lock (_gate)
        {
            if (_state == ActivationState.Active && _running.Count == 0 && _mailbox.Count == 0 && _continuations.Count == 0
                && now - _lastUsed >= grainClass.CollectionAge.Ticks && now >= _keepUntil)
            {
                BeginEnding(new(DeactivationReasonCode.ActivationIdle, "Nobody has used the grain for its collection age."));
            }
            else
            {
                return;
            }
        }

        WakeIfAsleep();
    }

    /// <summary>Gives up on an ending that a hanging call or OnDeactivateAsync holds up.</summary>
    public void EndIfOverdue(long now)
    {
        if (now < Volatile.Read(ref _deactivateBy))
        {
            return;
        }

        Abandon();
    }

    /// <summary>Ends without waiting for anything any more.</summary>
    public void Abandon()
    {
        silo.Metrics.Abandoned();
        HandOver();
    }

    public GrainTimer AddTimer(GrainTimer timer)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_state >= ActivationState.Deactivating, this);
            _timers.Add(timer);
        }

        return timer;
    }

    public void RemoveTimer(GrainTimer timer)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
        }
    }

    private void EndWhen(DeactivationReason reason, bool idle)
    {
        lock (_gate)
        {
            if (_state >= ActivationState.Deactivating)
            {
                return;
            }

            // While it activates, those who wait have not been served once: end only after them.
            if (idle || _state != ActivationState.Active)
            {
                _reason = reason;
                _endWhenIdle = true;
            }
            else
            {
                BeginEnding(reason);
            }
        }

        WakeIfAsleep();
    }

    private void BeginEnding(DeactivationReason reason)
    {
        _reason = reason;
        _state = ActivationState.Deactivating;
        _deactivateBy = silo.Now + silo.Collection.DeactivationTimeout.Ticks;
    }

    private Func<Task>? NextLifecycleStep()
    {
        if (_state == ActivationState.New)
        {
            _state = ActivationState.Activating;
            return ActivateAsync;
        }

        if (_state == ActivationState.Active && _endWhenIdle && _running.Count == 0 && _mailbox.Count == 0)
        {
            BeginEnding(_reason);
        }

        if (_state == ActivationState.Deactivating && _running.Count == 0 && !_ending)
        {
            _ending = true;
            return EndAsync;
        }

        return null;
    }

    private async Task ActivateAsync()
    {
        try
        {
            _scope = silo.ServiceProvider.CreateAsyncScope();
            _grain = grainClass.Create(_scope.ServiceProvider);
            using var hurry = new CancellationTokenSource(silo.Collection.ActivationTimeout, silo.TimeProvider);
            await _grain.OnActivateAsync(hurry.Token);
        }
        catch (Exception exception)
        {
            await FailActivationAsync(exception);
            return;
        }

        lock (_gate)
        {
            _state = ActivationState.Active;
            _lastUsed = silo.Now;
        }

        silo.Metrics.Activated();
    }

    private async Task FailActivationAsync(Exception exception)
    {
        silo.ActivationFailed(id, exception);
        StopTimers();
        GrainCall[] waiting;
        lock (_gate)
        {
            // The next call finds no activation and tries with a fresh one.
            _state = ActivationState.Ended;
            silo.Remove(id, this);
            waiting = _mailbox.TakeAll();
        }

        foreach (var call in waiting)
        {
            silo.Refuse(call, exception);
        }

        await DisposeGrainAsync();
        _ended.TrySetResult();
    }

    private async Task EndAsync()
    {
        StopTimers();
        try
        {
            using var hurry = new CancellationTokenSource(silo.Collection.DeactivationTimeout, silo.TimeProvider);
            await _grain!.OnDeactivateAsync(_reason, hurry.Token);
        }
        catch (Exception exception)
        {
            silo.DeactivationFailed(id, exception);
        }

        await DisposeGrainAsync();
        HandOver();
    }

    private void HandOver()
    {
        Activation? successor;
        lock (_gate)
        {
            if (_state == ActivationState.Ended)
            {
                return;
            }

            // The successor has the waiting calls before anybody can send it another: each caller's order is kept.
            _state = ActivationState.Ended;
            _deactivateBy = long.MaxValue;
            var waiting = _mailbox.TakeAll().Where(call => !call.IsOwn).ToArray();
            successor = silo.Succeed(id, this, grainClass, waiting);
        }

        successor?.WakeIfAsleep();
        silo.Metrics.Deactivated();
        _grain = null;
        _ended.TrySetResult();
    }

    /// <summary>For a successor that nobody else knows yet.</summary>
    public void Inherit(GrainCall[] waiting)
    {
        foreach (var call in waiting)
        {
            _mailbox.Add(call);
        }
    }

    private void WakeIfAsleep()
    {
        bool wake;
        lock (_gate)
        {
            wake = !_awake;
            _awake = true;
        }

        if (wake)
        {
            Wake();
        }
    }

    private void StopTimers()
    {
        GrainTimer[] timers;
        lock (_gate)
        {
            timers = [.. _timers];
            _timers.Clear();
        }

        foreach (var timer in timers)
        {
            timer.Dispose();
        }
    }

    private async Task DisposeGrainAsync()
    {
        try
        {
            switch (_grain)
            {
                case IAsyncDisposable asynchronously:
                    await asynchronously.DisposeAsync();
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }

            await _scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            silo.DeactivationFailed(id, exception);
        }
    }
}
