using Orleans.Runtime;
using Pinchang.Embedded.Calls;

namespace Pinchang.Embedded;

/// <summary>Runs one thing at a time: the continuation of a call that waited, or the start of the next.</summary>
internal sealed partial class Activation
{
    // After so many steps another activation gets the thread.
    private const int StepsPerTurn = 128;

    private readonly Queue<Task> _continuations = new();
    private Task? _turn;
    private bool _awake;
    private bool _callsNext;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>The thread pool gives the activation a thread.</summary>
    public void Execute()
    {
        // A task of our own scheduler, so that whatever the grain starts finds this scheduler as the current one.
        _turn = new Task(static activation => ((Activation)activation!).RunTurn(), this, TaskCreationOptions.DenyChildAttach);
        _turn.RunSynchronously(this);
    }

    public void Finished(GrainCall call)
    {
        bool wake;
        lock (_gate)
        {
            Close(call);
            wake = !_awake;
            _awake = true;
        }

        silo.Settle(call);
        if (wake)
        {
            Wake();
        }
    }

    protected override void QueueTask(Task task)
    {
        bool wake;
        lock (_gate)
        {
            _continuations.Enqueue(task);
            wake = !_awake;
            _awake = true;
        }

        if (wake)
        {
            Wake();
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        ReferenceEquals(task, _turn) || (!taskWasPreviouslyQueued && ReferenceEquals(RuntimeContext.Current, this))
        ? TryExecuteTask(task)
        : false;

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate)
        {
            return [.. _continuations];
        }
    }

    private void Wake() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    private void RunTurn()
    {
        RuntimeContext.Current = this;
        try
        {
            GrainCall? finished = null;
            for (var step = 0; step < StepsPerTurn; step++)
            {
                switch (Next(finished))
                {
                    case null:
                        return;
                    case GrainCall call:
                        finished = Run(call) ? call : null;
                        break;
                    case Task continuation:
                        finished = null;
                        TryExecuteTask(continuation);
                        break;
                    case Func<Task> lifecycle:
                        finished = null;
                        _ = lifecycle();
                        break;
                }
            }

            if (finished is not null)
            {
                lock (_gate)
                {
                    Close(finished);
                }
            }
        }
        finally
        {
            RuntimeContext.Current = null;
        }

        Wake();
    }

    private bool Run(GrainCall call)
    {
        // What the method sets in its context, a span above all, must not leak into the next call.
        var clean = ExecutionContext.Capture();
        Silo.Started(call);
        var ended = call.Start(_grain!, this);
        if (ended)
        {
            silo.Settle(call);
        }

        if (clean is not null && !ReferenceEquals(ExecutionContext.Capture(), clean))
        {
            ExecutionContext.Restore(clean);
        }

        return ended;
    }

    private object? Next(GrainCall? finished)
    {
        lock (_gate)
        {
            if (finished is not null)
            {
                Close(finished);
            }

            // By turns, so that neither a chatty continuation nor a full mailbox starves the other.
            _callsNext = !_callsNext;
            if (!_callsNext && _continuations.TryDequeue(out var continuation))
            {
                return continuation;
            }

            if (_state == ActivationState.Active && _mailbox.Count > 0
                && _mailbox.Take(_running.HasWriter, _running.HasReaders) is { } call)
            {
                _running.Add(call);
                return call;
            }

            if (_continuations.TryDequeue(out continuation))
            {
                return continuation;
            }

            if (NextLifecycleStep() is { } lifecycle)
            {
                return lifecycle;
            }

            _awake = false;
            return null;
        }
    }

    private void Close(GrainCall call)
    {
        _running.Remove(call);
        if (call.CountsAsUse)
        {
            _lastUsed = silo.Now;
        }
    }
}
