using System.Collections.Concurrent;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.LiveRooms;

namespace Pinchang.Api.LiveRooms;

/// <summary>What decides who may do what in a room.</summary>
internal sealed record RoomDoor(Guid RoomId, Guid EmployerId, RoomVisibility Visibility);

/// <summary>
/// The right to a room. What is not theirs looks like not found. Doors are remembered for a second: a room's crowd asks
/// for the same one.
/// </summary>
internal sealed class RoomAccess(IRoomStore store, TimeProvider time)
{
    private const int MostRemembered = 1_000;
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<Guid, (Task<RoomDoor?> Door, long ReadAt)> _doors = [];

    public async Task<Outcome<RoomDoor>> MayWatchAsync(Guid roomId, CurrentUser user)
    {
        if (await FindAsync(roomId) is not { } door)
        {
            return LiveRoomRefusals.NotFound;
        }

        return RoomDoors.Refuses(door.Visibility, user.EmployerId == door.EmployerId, user.PhoneVerified) is { } refusal ? refusal : door;
    }

    public Task<Outcome<RoomDoor>> MayRunAsync(Guid roomId, CurrentUser user) =>
        MayAsync(Access.RunLiveRooms, roomId, user);

    public Task<Outcome<RoomDoor>> MayModerateAsync(Guid roomId, CurrentUser user) =>
        MayAsync(Access.ModerateLiveRooms, roomId, user);

    /// <summary>Whether the person speaks for the room's employer.</summary>
    public static bool IsStaff(RoomDoor door, CurrentUser user) => user.EmployerId == door.EmployerId && user.May(Access.ModerateLiveRooms);

    public static RoomActor ActorOf(RoomDoor door, CurrentUser user) => new(user.Id, user.Name, IsStaff(door, user));

    public void Forget(Guid roomId) => _doors.TryRemove(roomId, out _);

    private async Task<Outcome<RoomDoor>> MayAsync(string policy, Guid roomId, CurrentUser user) =>
        await FindAsync(roomId) is { } door && user.EmployerId == door.EmployerId && user.May(policy)
            ? door
            : LiveRoomRefusals.NotFound;

    /// <summary>Null when there is no such room.</summary>
    public Task<RoomDoor?> FindAsync(Guid roomId)
    {
        if (_doors.TryGetValue(roomId, out var known) && !known.Door.IsFaulted && time.GetElapsedTime(known.ReadAt) < Freshness)
        {
            return known.Door;
        }

        if (_doors.Count >= MostRemembered)
        {
            _doors.Clear();
        }

        // The task is kept, not its result: a crowd that comes at once waits for one read.
        var door = ReadAsync(roomId);
        _doors[roomId] = (door, time.GetTimestamp());
        return door;
    }

    private async Task<RoomDoor?> ReadAsync(Guid roomId) =>
        await store.ReadPlanAsync(roomId, CancellationToken.None) is { } plan ? new RoomDoor(roomId, plan.EmployerId, plan.Visibility) : null;
}
