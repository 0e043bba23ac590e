using Pinchang.Contracts.Applications;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>
/// One room as this host's viewers see it: takes the room's feed once, serialises it once, and gives the same bytes to every viewer.
/// </summary>
internal sealed class RoomBroadcaster : ILiveRoomObserver
{
    private readonly Lock _gate = new();
    private readonly Guid _roomId;
    private readonly SendLanes _lanes;
    private readonly ILiveRoomGrain _grain;
    private readonly RoomShard[] _shards;
    private readonly FeedRing _ring;
    private (long Cursor, long Latest, FeedFrame Frame)? _lastCatchUp;
    private AudienceFigures? _figures;
    private int _nextShard;
    private int _desks;

    public RoomBroadcaster(Guid roomId, ILiveRoomGrain grain, SendLanes lanes, TimeProvider time)
    {
        (_roomId, _grain, _lanes) = (roomId, grain, lanes);
        _ring = new FeedRing(roomId);
        _shards = [.. Enumerable.Range(0, lanes.Count).Select(_ => new RoomShard(this))];
        Audience = new RoomAudience(grain, time);
        Snapshots = new SnapshotCache(grain, time);
    }

    public Guid RoomId => _roomId;

    public ILiveRoomGrain Grain => _grain;

    public RoomAudience Audience { get; }

    public SnapshotCache Snapshots { get; }

    /// <summary>Bytes that the slowest lane has still to begin with.</summary>
    public int Backlog => _shards.Max(shard => shard.Backlog);

    /// <summary>Everybody with a seat, desks too.</summary>
    public int Present => _shards.Sum(shard => shard.Count);

    /// <summary>Viewers: the desks work, they do not watch.</summary>
    public int Watching => Math.Max(0, Present - Volatile.Read(ref _desks));

    public RoomSeat Seat(RoomSocket socket, bool desk, bool staff)
    {
        var shard = _shards[(uint)Interlocked.Increment(ref _nextShard) % _shards.Length];
        var seat = new RoomSeat(this, shard, socket) { Desk = desk, Staff = staff };
        socket.WaitForSnapshot();
        socket.Seat = seat;
        shard.Add(seat);
        if (desk)
        {
            Interlocked.Increment(ref _desks);
        }

        return seat;
    }

    public void Leave(RoomSeat seat)
    {
        seat.Shard.Remove(seat);
        seat.Socket.Seat = null;
        if (seat.Desk)
        {
            Interlocked.Decrement(ref _desks);
        }
        else if (seat.IsVisit)
        {
            Audience.Left((Environment.TickCount64 - seat.TakenAt) / 1000);
        }
    }

    public async Task FeedPublished(FeedBatch batch)
    {
        if (MissedBefore(batch) is { } since)
        {
            await FillAsync(since, batch.After);
        }

        if (batch.Items.Length > 0 || batch.Audience is not null)
        {
            Publish(batch);
        }
    }

    public Task ApplicationArrived(Guid roomId, ApplicationSummary application, CardFunnel? funnel)
    {
        var record = RoomRecords.ApplicationReceived(application, funnel);
        foreach (var seat in Seats().Where(seat => seat.Desk))
        {
            seat.Socket.Send(record.Span);
        }

        return Task.CompletedTask;
    }

    public Task ViewerRestricted(Guid roomId, Guid userId, DateTimeOffset? until, bool removed, string? reason)
    {
        var record = RoomRecords.Restricted(until, removed, reason);
        foreach (var seat in Seats().Where(seat => seat.Socket.PersonId == userId))
        {
            seat.Socket.Send(record.Span);
            if (removed)
            {
                seat.Socket.Close(SocketCloseCode.Removed);
            }
        }

        return Task.CompletedTask;
    }

    public IEnumerable<RoomSeat> Seats() => _shards.SelectMany(shard => shard.Seats());

    /// <summary>What a viewer at this cursor has missed, as one frame; many who lag alike share it.</summary>
    public FeedFrame? CatchUp(long cursor)
    {
        lock (_gate)
        {
            if (_lastCatchUp is { } last && last.Cursor == cursor && last.Latest == _ring.Latest)
            {
                return last.Frame;
            }

            if (_ring.Since(cursor) is not { } missed)
            {
                return null;
            }

            var frame = RoomRecords.FeedReceived(missed with { Audience = _figures });
            _lastCatchUp = (cursor, _ring.Latest, frame);
            return frame;
        }
    }

    private void Publish(FeedBatch batch)
    {
        lock (_gate)
        {
            if (batch.Items.Length > 0)
            {
                _ring.Add(batch);
            }

            if (batch.Audience is { } figures)
            {
                (_figures, _lastCatchUp) = (figures, null);
            }
        }

        Snapshots.Outdate(batch);
        var frame = RoomRecords.FeedReceived(batch);
        for (var i = 0; i < _shards.Length; i++)
        {
            if (_shards[i].Count > 0 && _shards[i].Offer(frame))
            {
                _lanes.Send(i, _shards[i]);
            }
        }
    }

    private long? MissedBefore(FeedBatch batch)
    {
        lock (_gate)
        {
            _ring.Open(batch.After);
            return batch.After > _ring.Latest ? _ring.Latest : null;
        }
    }

    // One question for all viewers of this host; without it each of them would ask.
    private async Task FillAsync(long since, long until)
    {
        for (var more = true; more;)
        {
            var page = await _grain.ReadFeed(since);
            FeedItem[] missed = [.. page.Items.TakeWhile(item => item.Sequence <= until)];
            if (missed.Length == 0)
            {
                return;
            }

            Publish(new FeedBatch { RoomId = _roomId, After = since, Items = missed });
            since = missed[^1].Sequence;
            more = page.More && since < until;
        }
    }
}
