using System.Collections.Concurrent;
using Orleans;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>The rooms that this host has viewers of: subscribes to each while somebody watches, and reports its crowd.</summary>
internal sealed class RoomBroadcasters(IGrainFactory grains, SendLanes lanes, TimeProvider time, ILogger<RoomBroadcasters> log)
{
    // A room whose machine was lost comes up on another and knows nobody: its viewers hear nothing until then.
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Lingering = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, Subscription> _rooms = new();

    /// <summary>How the rooms know this process.</summary>
    public Guid HostId { get; } = Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>The room, subscribed to: whatever it feeds from now on arrives here.</summary>
    public async Task<RoomBroadcaster> OpenAsync(Guid roomId)
    {
        var subscription = _rooms.GetOrAdd(roomId, id => new Subscription(this, new RoomBroadcaster(id, grains.GetGrain<ILiveRoomGrain>(id), lanes, time)));
        await subscription.EnsureAsync();
        return subscription.Room;
    }

    public RoomBroadcaster? Find(Guid roomId) => _rooms.TryGetValue(roomId, out var subscription) ? subscription.Room : null;

    /// <summary>Called every half second by the keeper; one room's trouble is not another's.</summary>
    public Task TendAsync() => Task.WhenAll(_rooms.Values.Select(TendAsync));

    private async Task TendAsync(Subscription subscription)
    {
        try
        {
            await subscription.TendAsync();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            log.LogWarning(exception, "Room {RoomId} did not take this host's report; it will be repeated", subscription.Room.RoomId);
        }
    }

    private sealed class Subscription(RoomBroadcasters owner, RoomBroadcaster room)
    {
        private readonly Lock _gate = new();
        private readonly ILiveRoomObserver _reference = owner.Grains.CreateObjectReference<ILiveRoomObserver>(room);
        private Task? _subscribed;
        private Task? _tending;
        private long _renewedAt;
        private long _watchedAt;

        public RoomBroadcaster Room => room;

        public Task EnsureAsync()
        {
            lock (_gate)
            {
                _watchedAt = owner.Time.GetTimestamp();
                if (_subscribed is null or { IsFaulted: true } or { IsCanceled: true })
                {
                    _subscribed = SubscribeAsync();
                }

                return _subscribed;
            }
        }

        public Task TendAsync()
        {
            lock (_gate)
            {
                return _tending is { IsCompleted: false } ? Task.CompletedTask : _tending = TendOnceAsync();
            }
        }

        private async Task TendOnceAsync()
        {
            await room.Audience.ReportAsync(owner.HostId, room.Watching);
            if (room.Present > 0)
            {
                _watchedAt = owner.Time.GetTimestamp();
                if (owner.Time.GetElapsedTime(_renewedAt) > Renewal)
                {
                    await SubscribeAsync();
                }
            }
            else if (owner.Time.GetElapsedTime(_watchedAt) > Lingering && owner.Forget(this))
            {
                await room.Grain.Unsubscribe(owner.HostId);
                owner.Grains.DeleteObjectReference<ILiveRoomObserver>(_reference);
            }
        }

        private async Task SubscribeAsync()
        {
            await room.Grain.Subscribe(owner.HostId, _reference);
            _renewedAt = owner.Time.GetTimestamp();
        }
    }

    private IGrainFactory Grains => grains;

    private TimeProvider Time => time;

    private bool Forget(Subscription subscription) => _rooms.TryRemove(KeyValuePair.Create(subscription.Room.RoomId, subscription));
}
