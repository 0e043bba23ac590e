namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>The part of a room's viewers that one lane serves, and the frames that wait for them.</summary>
internal sealed class RoomShard(RoomBroadcaster room)
{
    private const int Batch = 128;

    /// <summary>So much goes out by one write when frames have had to wait; a write costs far more than its bytes.</summary>
    private const int MostTogether = 16 * 1024;

    /// <summary>Beyond this the lane will not catch up by sending everything: what may be left out is.</summary>
    private const int MostWaiting = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly RoomSocket[] _batch = new RoomSocket[Batch];
    private RoomSeat[] _seats = new RoomSeat[16];
    private int _count;
    private readonly Queue<FeedFrame> _waiting = [];
    private int _waitingBytes;
    private bool _queued;

    public int Count => Volatile.Read(ref _count);

    public void Add(RoomSeat seat)
    {
        lock (_gate)
        {
            if (_count == _seats.Length)
            {
                Array.Resize(ref _seats, _count * 2);
            }

            seat.Index = _count;
            _seats[_count++] = seat;
        }
    }

    public void Remove(RoomSeat seat)
    {
        lock (_gate)
        {
            var last = _seats[--_count];
            _seats[seat.Index] = last;
            last.Index = seat.Index;
            _seats[_count] = null!;
        }
    }

    public RoomSeat[] Seats()
    {
        lock (_gate)
        {
            return _seats[.._count];
        }
    }

    /// <summary>Bytes that wait for the lane.</summary>
    public int Backlog => Volatile.Read(ref _waitingBytes);

    /// <summary>Lets a frame wait for the lane; true when the lane must be told.</summary>
    public bool Offer(FeedFrame frame)
    {
        lock (_gate)
        {
            if (_waitingBytes + frame.Bytes.Length > MostWaiting && room.CatchUp(_waiting.Peek().After) is { } shortened)
            {
                _waiting.Clear();
                _waitingBytes = 0;
                frame = shortened;
            }

            _waiting.Enqueue(frame);
            _waitingBytes += frame.Bytes.Length;
            var tell = !_queued;
            _queued = true;
            return tell;
        }
    }

    /// <summary>
    /// Sends what waits to everybody here; true when more is left. From the end to the beginning: one who leaves is replaced by the last, who has been served.
    /// </summary>
    public bool SendWaiting()
    {
        FeedFrame frame;
        int next;
        lock (_gate)
        {
            frame = TakeWaiting();
            next = _count;
        }

        var now = Environment.TickCount64;
        var sent = 0;
        while (TakeBatch(ref next) is > 0 and var taken)
        {
            for (var i = 0; i < taken; i++)
            {
                sent += _batch[i].Deliver(frame, now) ? 1 : 0;
            }
        }

        Array.Clear(_batch);
        BroadcastMetrics.Sent(sent);
        lock (_gate)
        {
            return _queued = _waiting.Count > 0;
        }
    }

    private FeedFrame TakeWaiting()
    {
        var first = _waiting.Dequeue();
        var (length, together) = (first.Bytes.Length, (List<FeedFrame>?)null);
        while (_waiting.TryPeek(out var next) && length + next.Bytes.Length <= MostTogether)
        {
            (together ??= [first]).Add(_waiting.Dequeue());
            length += next.Bytes.Length;
        }

        _waitingBytes -= length;
        return together is null ? first : FeedFrame.Join(together, length);
    }

    private int TakeBatch(ref int next)
    {
        lock (_gate)
        {
            next = Math.Min(next, _count);
            var taken = Math.Min(Batch, next);
            for (var i = 0; i < taken; i++)
            {
                _batch[i] = _seats[--next].Socket;
            }

            return taken;
        }
    }
}
