using Pinchang.Embedded.Calls;

namespace Pinchang.Embedded;

/// <summary>
/// The calls that wait for one activation. Ordinary ones leave in the order they came; interleaving ones may pass them,
/// never each other. Guarded by the activation's gate.
/// </summary>
internal sealed class Mailbox
{
    private readonly Queue<GrainCall> _ordinary = new();
    private readonly Queue<GrainCall> _interleaving = new();
    private long _sequence;

    public int Count => _ordinary.Count + _interleaving.Count;

    public void Add(GrainCall call)
    {
        call.Sequence = ++_sequence;
        (call.Interleaves ? _interleaving : _ordinary).Enqueue(call);
    }

    /// <summary>Takes the oldest call that may start beside those running.</summary>
    public GrainCall? Take(bool writerRuns, bool readersRun)
    {
        var ordinary = First(_ordinary);
        if (ordinary is not null && (writerRuns || (readersRun && !ordinary.Method.IsReadOnly)))
        {
            ordinary = null;
        }

        var interleaving = First(_interleaving);
        if (interleaving is not null && (ordinary is null || interleaving.Sequence < ordinary.Sequence))
        {
            return _interleaving.Dequeue();
        }

        return ordinary is null ? null : _ordinary.Dequeue();
    }

    /// <summary>Takes all, in the order they came.</summary>
    public GrainCall[] TakeAll()
    {
        GrainCall[] all = [.. _ordinary.Concat(_interleaving).OrderBy(call => call.Sequence)];
        _ordinary.Clear();
        _interleaving.Clear();
        return all;
    }

    /// <summary>Lets each waiting call see the time, and forgets those whose callers have given up.</summary>
    public void Sweep(Action<GrainCall> visit)
    {
        Sweep(_ordinary, visit);
        Sweep(_interleaving, visit);
    }

    private static GrainCall? First(Queue<GrainCall> queue)
    {
        while (queue.TryPeek(out var call))
        {
            if (!call.IsSettled)
            {
                return call;
            }

            Forget(queue.Dequeue());
        }

        return null;
    }

    private static void Sweep(Queue<GrainCall> queue, Action<GrainCall> visit)
    {
        for (var left = queue.Count; left > 0; left--)
        {
            var call = queue.Dequeue();
            visit(call);
            if (call.IsSettled)
            {
                Forget(call);
            }
            else
            {
                queue.Enqueue(call);
            }
        }
    }

    private static void Forget(GrainCall call) => call.CancellationLink?.Dispose();
}
