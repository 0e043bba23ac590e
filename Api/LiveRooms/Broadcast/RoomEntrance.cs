using System.Globalization;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.LiveRooms;

namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>Judges by the room's door, which is remembered for a second, and asks the room itself each time who was removed.</summary>
internal sealed class RoomEntrance(RoomAccess access, IGrainFactory grains) : IRoomAdmission
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public async Task<Outcome<RoomAdmission>> AdmitAsync(Guid roomId, Guid personId, CurrentUser user)
    {
        if (await access.FindAsync(roomId) is not { } door)
        {
            return LiveRoomRefusals.NotFound;
        }

        var own = user.EmployerId == door.EmployerId;
        if (RoomDoors.Refuses(door.Visibility, own, user.PhoneVerified) is { } refusal)
        {
            return refusal;
        }

        var standing = await grains.GetGrain<ILiveRoomGrain>(roomId).GetRestriction(personId);
        return standing is { Removed: true }
            ? LiveRoomRefusals.Removed.With(standing.Until.ToOffset(China).ToString("HH:mm", CultureInfo.InvariantCulture))
            : new RoomAdmission(Staff: own && user.May(Access.ModerateLiveRooms), standing?.Until);
    }

    public async Task<Outcome<RoomAdmission>> AdmitToDeskAsync(Guid roomId, CurrentUser user)
    {
        if (await access.FindAsync(roomId) is not { } door || user.EmployerId != door.EmployerId)
        {
            return LiveRoomRefusals.NotFound;
        }

        return user.May(Access.ModerateLiveRooms) ? new RoomAdmission(Staff: true) : CommonRefusals.Forbidden;
    }
}
