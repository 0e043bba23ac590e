using Orleans;
using Orleans.Runtime;
using Pinchang.Embedded.Calls;

namespace Pinchang.Embedded;

/// <summary>
/// An object outside the grains, held weakly, called by one call at a time on the thread pool. Whatever it does, the
/// grain that calls it only sees its call answered, failed or timed out.
/// </summary>
internal sealed class ObservedObject(Silo silo, GrainId id, IGrainObserver observer) : CallTarget, ICallOwner, IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly WeakReference<IGrainObserver> _observer = new(observer);
    private readonly Queue<GrainCall> _waiting = new();
    private GrainCall? _running;
    private volatile bool _released;

    public override GrainId GrainId => id;

    private bool IsGone => _released || !_observer.TryGetTarget(out _);

    public override TInterface ReferenceAs<TInterface>() => ReferenceFactories.Create<TInterface>(this);

    public void Release() => _released = true;

    public override void Send(GrainCall call)
    {
        if (!silo.Prepare(call))
        {
            return;
        }

        if (IsGone)
        {
            RefuseGone(call);
            return;
        }

        bool start, full;
        lock (_gate)
        {
            full = _waiting.Count >= silo.MailboxLimit;
            start = !full && _running is null;
            if (start)
            {
                _running = call;
            }
            else if (!full)
            {
                _waiting.Enqueue(call);
            }
        }

        if (full)
        {
            silo.RefuseFull(call, id);
        }
        else if (start)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>Runs the call at the head, and those behind it as long as each ends at once.</summary>
    public void Execute()
    {
        var call = _running;
        while (call is not null)
        {
            if (_released || !_observer.TryGetTarget(out var target))
            {
                RefuseGone(call);
            }
            else if (!call.IsSettled && !Run(call, target))
            {
                return;
            }

            call = Next();
        }
    }

    public void Finished(GrainCall call)
    {
        Close(call);
        if (Next() is not null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    public void Sweep(Action<GrainCall> visit)
    {
        if (IsGone)
        {
            silo.Observed.Remove(this);
        }

        lock (_gate)
        {
            if (_running is not null)
            {
                visit(_running);
            }

            for (var left = _waiting.Count; left > 0; left--)
            {
                var call = _waiting.Dequeue();
                visit(call);
                if (!call.IsSettled)
                {
                    _waiting.Enqueue(call);
                }
            }
        }
    }

    private bool Run(GrainCall call, IGrainObserver target)
    {
        var clean = ExecutionContext.Capture();
        Silo.Started(call);
        var ended = call.Start(target, this);
        if (ended)
        {
            Close(call);
        }

        if (clean is not null && !ReferenceEquals(ExecutionContext.Capture(), clean))
        {
            ExecutionContext.Restore(clean);
        }

        return ended;
    }

    private void Close(GrainCall call)
    {
        if (call.Failure is { } failure)
        {
            silo.ObserverFailed(call.Method, failure);
        }

        silo.Settle(call);
    }

    private GrainCall? Next()
    {
        lock (_gate)
        {
            return _running = _waiting.TryDequeue(out var call) ? call : null;
        }
    }

    private void RefuseGone(GrainCall call)
    {
        silo.Observed.Remove(this);
        silo.Refuse(call, new ClientNotAvailableException($"The object behind {id} is gone: {call.Method} was not run."));
    }
}
