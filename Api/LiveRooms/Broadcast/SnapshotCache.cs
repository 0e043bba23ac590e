using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>
/// One snapshot for all who join within a quarter of a second: a crowd at the door asks the room once. What happened since is in the
/// ring, and each viewer gets it right behind the snapshot.
/// </summary>
internal sealed class SnapshotCache(ILiveRoomGrain grain, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private Task<RoomSnapshot?>? _snapshot;
    private long _takenAt;

    public Task<RoomSnapshot?> GetAsync()
    {
        lock (_gate)
        {
            if (_snapshot is null or { IsFaulted: true } or { IsCanceled: true } || time.GetElapsedTime(_takenAt) > Freshness)
            {
                _takenAt = time.GetTimestamp();
                _snapshot = grain.GetSnapshot();
            }

            return _snapshot;
        }
    }

    /// <summary>A start or an end changes more than the feed says.</summary>
    public void Outdate(FeedBatch batch)
    {
        if (Array.Exists(batch.Items, item => item is SessionStarted or SessionEnded))
        {
            lock (_gate)
            {
                _snapshot = null;
            }
        }
    }
}
