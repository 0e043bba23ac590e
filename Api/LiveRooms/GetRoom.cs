using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Api.Organisations.Licences;
using Pinchang.Api.Staff;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Staff;
using Pinchang.Data;

namespace Pinchang.Api.LiveRooms;

/// <summary>The room page, before, during and after a session; and the link to share it.</summary>
internal static class GetRoom
{
    public static async Task<Results<Ok<LiveRoomDetails>, ProblemHttpResult>> HandleAsync(
        Guid id, CurrentUser user, RoomAccess access, StaffDoors staff, PinchangContext data, TimeProvider time, CancellationToken cancellation)
    {
        var door = await access.MayWatchAsync(id, user);
        if (!door.IsAccepted)
        {
            return door.Refusal.ToProblem();
        }

        // Told long before the button: whoever would go on air and lacks something has time to get it.
        var room = await data.ReadRoomAsync(id, user, time.GetUtcNow(), cancellation);
        return TypedResults.Ok(room.CanRun && room.GoingLive is null
            ? room with { GoingLive = (await staff.WhyNotAsync(Duty.HostRoom, time.GetUtcNow(), cancellation))?.ToHindrance() }
            : room);
    }

    /// <summary>LH-4.3.2a: a room that is the organisation's own is not shared, not even by its own people.</summary>
    public static async Task<Results<Ok<RoomShare>, ProblemHttpResult>> ShareAsync(
        Guid id, CurrentUser user, RoomAccess access, PinchangContext data, TimeProvider time, CancellationToken cancellation)
    {
        var door = await access.MayWatchAsync(id, user);
        if (!door.IsAccepted)
        {
            return door.Refusal.ToProblem();
        }

        if (door.Value.Visibility == RoomVisibility.Organisation)
        {
            return LiveRoomRefusals.Private.ToProblem();
        }

        var room = await data.ReadRoomAsync(id, user, time.GetUtcNow(), cancellation);
        var link = $"/live/{id}";
        return TypedResults.Ok(new RoomShare($"{link}?from=share", $"{link}?from=qr", room.Summary.Title));
    }
}
