namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>
/// The part of a room's viewers that one lane serves. The lane goes round among them, and whoever comes next gets all that is new since
/// the lane was last there, by one write: news does not wait for a round to end, and a room too large for a frame at a time pays for fewer
/// writes instead of falling behind.
/// </summary>
internal sealed class RoomShard(RoomBroadcaster room)
{
    private const int Batch = 128;

    /// <summary>So much goes out by one write when frames have had to wait; a write costs far more than its bytes.</summary>
    private const int MostTogether = 16 * 1024;

    /// <summary>Beyond this the lane will not catch up by sending everything: what may be left out is.</summary>
    private const int MostWaiting = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly RoomSocket[] _batch = new RoomSocket[Batch];
    private readonly FeedFrame?[] _due = new FeedFrame?[Batch];
    private readonly List<News> _news = [];
    private RoomSeat[] _seats = new RoomSeat[16];
    private int _count;
    private int _newsBytes;
    private long _head;

    /// <summary>Seats come in turn from the last to the first: one who leaves is replaced by the last.</summary>
    private int _turn;
    private long _turns;

    /// <summary>Turns until everybody has had the newest.</summary>
    private int _owed;
    private bool _queued;
    private (long After, long Head, long UpTo, FeedFrame Frame) _joined;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Bytes that somebody here has still to be sent.</summary>
    public int Backlog => Volatile.Read(ref _newsBytes);

    public void Add(RoomSeat seat)
    {
        lock (_gate)
        {
            if (_count == _seats.Length)
            {
                Array.Resize(ref _seats, _count * 2);
            }

            seat.Heard = _head;
            seat.Index = _count;
            _seats[_count++] = seat;
            _owed += _owed > 0 ? 1 : 0;
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
            if (last.Heard < _head)
            {
                // It may have moved to where the round has already been.
                _owed = _count;
            }
        }
    }

    public RoomSeat[] Seats()
    {
        lock (_gate)
        {
            return _seats[.._count];
        }
    }

    /// <summary>Adds a frame to what goes round; true when the lane must be told.</summary>
    public bool Offer(FeedFrame frame)
    {
        lock (_gate)
        {
            if (_news.Count > 0 && _newsBytes + frame.Bytes.Length > MostWaiting && room.CatchUp(_news[0].Frame.After) is { } shortened)
            {
                _news.Clear();
                _newsBytes = 0;
                frame = shortened;
            }

            _news.Add(new(frame, _turns));
            _newsBytes += frame.Bytes.Length;
            _head++;
            _owed = _count;
            var tell = !_queued;
            _queued = true;
            return tell;
        }
    }

    /// <summary>One round, or less when nothing is left to tell; true when somebody has still something to come.</summary>
    public bool SendWaiting()
    {
        var now = Environment.TickCount64;
        var (left, sent) = (Count, 0);
        while (left > 0 && TakeBatch() is > 0 and var taken)
        {
            for (var i = 0; i < taken; i++)
            {
                sent += _due[i] is { } frame && _batch[i].Deliver(frame, now) ? 1 : 0;
            }

            left -= taken;
        }

        Array.Clear(_batch);
        Array.Clear(_due);
        BroadcastMetrics.Sent(sent);
        lock (_gate)
        {
            Forget();
            return _queued = _owed > 0 && _count > 0;
        }
    }

    private int TakeBatch()
    {
        lock (_gate)
        {
            if (_owed <= 0)
            {
                return 0;
            }

            _turn = Math.Min(_turn, _count);
            _turn = _turn == 0 ? _count : _turn;
            var taken = Math.Min(Batch, _turn);
            var all = true;
            for (var i = 0; i < taken; i++)
            {
                var seat = _seats[--_turn];
                _batch[i] = seat.Socket;
                _due[i] = null;
                if (seat.Heard < _head)
                {
                    _due[i] = DueAfter(seat.Heard, out var upTo);
                    seat.Heard = upTo;
                }

                all &= seat.Heard == _head;
            }

            _turns += taken;
            _owed = all ? _owed - taken : _count;
            return taken;
        }
    }

    /// <summary>What is new after a frame, as one write; who lags alike shares it.</summary>
    private FeedFrame DueAfter(long heard, out long upTo)
    {
        if (_joined.After != heard || _joined.Head != _head)
        {
            var first = (int)Math.Max(0, heard - (_head - _news.Count));
            var (next, length) = (first + 1, _news[first].Frame.Bytes.Length);
            while (next < _news.Count && length + _news[next].Frame.Bytes.Length <= MostTogether)
            {
                length += _news[next++].Frame.Bytes.Length;
            }

            var frame = next == first + 1 ? _news[first].Frame : FeedFrame.Join(_news.GetRange(first, next - first).ConvertAll(news => news.Frame), length);
            _joined = (heard, _head, _head - _news.Count + next, frame);
        }

        upTo = _joined.UpTo;
        return _joined.Frame;
    }

    /// <summary>Lets go of what has been round. While somebody is owed a turn the newest stays, from which a socket finds what else it missed.</summary>
    private void Forget()
    {
        _owed = _count == 0 ? 0 : _owed;
        var gone = _owed <= 0 ? _news.Count : Math.Min(_news.Count - 1, _news.TakeWhile(news => _turns - news.Since >= _count).Count());
        for (var i = 0; i < gone; i++)
        {
            _newsBytes -= _news[i].Frame.Bytes.Length;
        }

        _news.RemoveRange(0, gone);
        _joined = _news.Count == 0 ? default : _joined;
    }

    /// <param name="Since">The turns that had been taken when it came.</param>
    private readonly record struct News(FeedFrame Frame, long Since);
}
