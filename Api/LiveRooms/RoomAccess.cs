using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Data;
using Pinchang.Domain.LiveRooms;

namespace Pinchang.Api.LiveRooms;

/// <summary>What decides who may do what in a room.</summary>
internal sealed record RoomDoor(Guid RoomId, Guid AgencyId, Guid EmployerId, RoomVisibility Visibility);

/// <summary>
/// The right to a room. What is not theirs looks like not found. Doors are remembered for a second: a room's crowd asks
/// for the same one.
/// </summary>
internal sealed class RoomAccess(IServiceScopeFactory scopes, TimeProvider time)
{
    private const int Remembered = 1_000;
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<Guid, (RoomDoor Door, long At)> _doors = [];

    public async Task<Outcome<RoomDoor>> MayWatchAsync(Guid roomId, CurrentUser user, CancellationToken cancellation = default)
    {
        if (await FindAsync(roomId, cancellation) is not { } door)
        {
            return LiveRoomRefusals.NotFound;
        }

        return RoomDoors.Refuses(door.Visibility, user.EmployerId == door.EmployerId, user.PhoneVerified) is { } refusal ? refusal : door;
    }

    public Task<Outcome<RoomDoor>> MayRunAsync(Guid roomId, CurrentUser user, CancellationToken cancellation = default) =>
        MayAsync(Access.RunLiveRooms, roomId, user, cancellation);

    public Task<Outcome<RoomDoor>> MayModerateAsync(Guid roomId, CurrentUser user, CancellationToken cancellation = default) =>
        MayAsync(Access.ModerateLiveRooms, roomId, user, cancellation);

    /// <summary>Whether the person speaks for the room's employer.</summary>
    public static bool IsStaff(RoomDoor door, CurrentUser user) => user.EmployerId == door.EmployerId && user.May(Access.ModerateLiveRooms);

    public static RoomActor ActorOf(RoomDoor door, CurrentUser user) => new(user.Id, user.Name, IsStaff(door, user));

    public void Forget(Guid roomId) => _doors.TryRemove(roomId, out _);

    private async Task<Outcome<RoomDoor>> MayAsync(string policy, Guid roomId, CurrentUser user, CancellationToken cancellation) =>
        await FindAsync(roomId, cancellation) is { } door && user.EmployerId == door.EmployerId && user.May(policy)
            ? door
            : LiveRoomRefusals.NotFound;

    private async Task<RoomDoor?> FindAsync(Guid roomId, CancellationToken cancellation)
    {
        if (_doors.TryGetValue(roomId, out var remembered) && time.GetElapsedTime(remembered.At) < Freshness)
        {
            return remembered.Door;
        }

        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        var door = await data.LiveRooms.AsNoTracking().IgnoreQueryFilters()
            .Where(room => room.Id == roomId)
            .Select(room => new RoomDoor(room.Id, room.AgencyId, room.EmployerId, room.Visibility))
            .SingleOrDefaultAsync(cancellation);
        if (door is not null)
        {
            if (_doors.Count >= Remembered)
            {
                _doors.Clear();
            }

            _doors[roomId] = (door, time.GetTimestamp());
        }

        return door;
    }
}
