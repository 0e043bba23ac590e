using System.Globalization;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>Judges as the room's routes do; besides, who was removed is asked of the room each time.</summary>
internal sealed class RoomEntrance(RoomAccess access, IGrainFactory grains) : IRoomAdmission
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public async Task<Outcome<RoomAdmission>> AdmitAsync(Guid roomId, Guid personId, CurrentUser user)
    {
        var door = await access.MayWatchAsync(roomId, user);
        if (!door.IsAccepted)
        {
            return door.Refusal;
        }

        var removedUntil = await grains.GetGrain<ILiveRoomGrain>(roomId).GetRemovedUntil(personId);
        return removedUntil is { } until
            ? LiveRoomRefusals.Removed.With(until.ToOffset(China).ToString("HH:mm", CultureInfo.InvariantCulture))
            : new RoomAdmission(RoomAccess.IsStaff(door.Value, user));
    }

    public async Task<Outcome<RoomAdmission>> AdmitToDeskAsync(Guid roomId, CurrentUser user)
    {
        var door = await access.MayModerateAsync(roomId, user);
        return door.IsAccepted ? new RoomAdmission(Staff: true) : door.Refusal;
    }
}
