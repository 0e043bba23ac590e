using Pinchang.Embedded.Calls;

namespace Pinchang.Embedded;

/// <summary>The calls that have started and not finished, linked through themselves. Guarded by the activation's gate.</summary>
internal struct RunningCalls
{
    private GrainCall? _first;
    private int _writers;
    private int _readers;
    private int _count;

    public readonly int Count => _count;

    public readonly bool HasWriter => _writers > 0;

    public readonly bool HasReaders => _readers > 0;

    public void Add(GrainCall call)
    {
        call.Next = _first;
        if (_first is not null)
        {
            _first.Previous = call;
        }

        _first = call;
        Tally(call, 1);
    }

    public void Remove(GrainCall call)
    {
        if (call.Previous is null)
        {
            _first = call.Next;
        }
        else
        {
            call.Previous.Next = call.Next;
        }

        if (call.Next is not null)
        {
            call.Next.Previous = call.Previous;
        }

        call.Previous = call.Next = null;
        Tally(call, -1);
    }

    public readonly void Visit(Action<GrainCall> visit)
    {
        for (var call = _first; call is not null; call = call.Next)
        {
            visit(call);
        }
    }

    private void Tally(GrainCall call, int change)
    {
        _count += change;
        if (call.Interleaves)
        {
            return;
        }

        if (call.Method.IsReadOnly)
        {
            _readers += change;
        }
        else
        {
            _writers += change;
        }
    }
}
