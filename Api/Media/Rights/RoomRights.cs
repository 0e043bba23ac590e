using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.Media;

namespace Pinchang.Api.Media.Rights;

/// <summary>Judges by the room's rows and the caller's cookie; nothing is taken from the request but ids.</summary>
internal sealed class RoomRights(IMediaRooms rooms, IGrainFactory grains) : IPublishingRight, IWatchingRight
{
    public async Task<Outcome<PublishingGrant>> AskAsync(Guid roomId, HttpContext caller)
    {
        var user = new CurrentUser(caller.User);
        if (await rooms.FindAsync(roomId, caller.RequestAborted) is not { } room)
        {
            return user.IsSignedIn ? LiveRoomRefusals.NotFound : CommonRefusals.SignedOut;
        }

        return room.WhyNotPublish(CallerOf(user)) is { } refusal
            ? refusal
            : new PublishingGrant(user.Id, user.Name, room.RoomId, room.SessionId);
    }

    public async Task<Outcome<WatchingGrant>> AskForRoomAsync(Guid roomId, HttpContext caller) =>
        await DecideAsync(await rooms.FindAsync(roomId, caller.RequestAborted), caller);

    public async Task<Outcome<WatchingGrant>> AskForSessionAsync(Guid sessionId, HttpContext caller) =>
        await DecideAsync(await rooms.FindBySessionAsync(sessionId, caller.RequestAborted), caller);

    private static MediaCaller CallerOf(CurrentUser user) => new(
        user.IdOrNull, user.EmployerId, user.AgencyId, user.PhoneVerified, user.May(Access.RunLiveRooms), user.May(Access.Operations));

    private async Task<Outcome<WatchingGrant>> DecideAsync(MediaRoom? room, HttpContext caller)
    {
        var user = new CurrentUser(caller.User);
        if (room is null)
        {
            return LiveRoomRefusals.NotFound;
        }

        if (room.WhyNotWatch(CallerOf(user)) is { } refusal)
        {
            return refusal;
        }

        return room.State == LiveSessionState.OnAir && await IsRemovedAsync(room, user)
            ? LiveRoomRefusals.Removed
            : new WatchingGrant(room.RoomId, room.SessionId, room.State);
    }

    private async Task<bool> IsRemovedAsync(MediaRoom room, CurrentUser user) =>
        user.IdOrNull is { } id && await grains.GetGrain<ILiveRoomGrain>(room.RoomId).GetRestriction(id) is { Removed: true };
}

/// <summary>Reports to the room's grain, and reads from its rows whether the session still runs.</summary>
internal sealed class RoomReports(IMediaRooms rooms, IGrainFactory grains) : IRoomReports
{
    public Task ReportAsync(Guid roomId, ReportStream report) => grains.GetGrain<ILiveRoomGrain>(roomId).ReportStream(report);

    public async Task<bool> IsRunningAsync(Guid roomId, Guid sessionId) =>
        await rooms.FindBySessionAsync(sessionId, CancellationToken.None) is { State: not LiveSessionState.Ended };
}
