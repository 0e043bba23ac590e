using System.Collections.Concurrent;
using System.Globalization;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.LiveRooms;

namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>
/// Judges by the room's rows and by the room itself. A room's plan is remembered for two seconds, so that a crowd at the door asks the
/// database once; who was removed is asked of the room each time.
/// </summary>
internal sealed class RoomEntrance(IRoomStore store, IGrainFactory grains, TimeProvider time) : IRoomAdmission
{
    private const int MostRemembered = 1_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private readonly ConcurrentDictionary<Guid, (Task<RoomPlan?> Plan, long ReadAt)> _plans = new();

    public async Task<Outcome<RoomAdmission>> AdmitAsync(Guid roomId, Guid personId, CurrentUser user)
    {
        if (await ReadPlanAsync(roomId) is not { } plan)
        {
            return LiveRoomRefusals.NotFound;
        }

        var own = user.EmployerId == plan.EmployerId;
        if (RoomDoors.Refuses(plan.Visibility, own, user.PhoneVerified) is { } refusal)
        {
            return refusal;
        }

        var removedUntil = await grains.GetGrain<ILiveRoomGrain>(roomId).GetRemovedUntil(personId);
        return removedUntil is { } until
            ? LiveRoomRefusals.Removed.With(until.ToOffset(China).ToString("HH:mm", CultureInfo.InvariantCulture))
            : new RoomAdmission(Staff: own && user.May(Access.ModerateLiveRooms));
    }

    public async Task<Outcome<RoomAdmission>> AdmitToDeskAsync(Guid roomId, CurrentUser user)
    {
        if (await ReadPlanAsync(roomId) is not { } plan || user.EmployerId != plan.EmployerId)
        {
            return LiveRoomRefusals.NotFound;
        }

        return user.May(Access.ModerateLiveRooms) ? new RoomAdmission(Staff: true) : CommonRefusals.Forbidden;
    }

    private Task<RoomPlan?> ReadPlanAsync(Guid roomId)
    {
        if (_plans.TryGetValue(roomId, out var known) && !known.Plan.IsFaulted && time.GetElapsedTime(known.ReadAt) < Remembered)
        {
            return known.Plan;
        }

        if (_plans.Count >= MostRemembered)
        {
            _plans.Clear();
        }

        var plan = store.ReadPlanAsync(roomId, CancellationToken.None);
        _plans[roomId] = (plan, time.GetTimestamp());
        return plan;
    }
}
