namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>One browser's place in a room.</summary>
internal sealed class RoomSeat(RoomBroadcaster room, RoomShard shard, RoomSocket socket)
{
    private long _likeSecond;
    private int _likeCalls;

    public RoomBroadcaster Room => room;

    public RoomShard Shard => shard;

    public RoomSocket Socket => socket;

    /// <summary>Also hears of applications.</summary>
    public bool Desk { get; init; }

    /// <summary>Speaks for the room's employer.</summary>
    public bool Staff { get; init; }

    /// <summary>Whether it counts: who looks in after the end is no visitor of the session.</summary>
    public bool IsVisit { get; set; }

    public long TakenAt { get; } = Environment.TickCount64;

    /// <summary>Where the shard keeps it, so that leaving needs no search.</summary>
    public int Index { get; set; }

    /// <summary>The newest of the shard's frames that this seat was offered. The socket's own cursor says what it has.</summary>
    public long Heard { get; set; }

    public bool MayLike(long now, int callsPerSecond)
    {
        if (now / 1000 != _likeSecond)
        {
            (_likeSecond, _likeCalls) = (now / 1000, 0);
        }

        return ++_likeCalls <= callsPerSecond;
    }
}
