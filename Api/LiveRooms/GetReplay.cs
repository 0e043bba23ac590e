using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Data;
using Pinchang.Data.LiveRooms;
using Pinchang.Domain.Media;

namespace Pinchang.Api.LiveRooms;

/// <summary>An ended session with its recording: what happened, at the second it happened.</summary>
internal static class GetReplay
{
    public static async Task<Results<Ok<ReplayDetails>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CurrentUser user,
        RoomAccess access,
        PinchangContext data,
        SessionRecords records,
        IRecordings recordings,
        Guid? session = null,
        CancellationToken cancellation = default)
    {
        if ((await access.MayWatchAsync(id, user)).Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (await data.FindEndedAsync(id, session, cancellation) is not { } row
            || await recordings.FindAsync(row.Session.Id, cancellation) is not { } recording)
        {
            return LiveRoomRefusals.NoReplay.ToProblem();
        }

        return TypedResults.Ok(new ReplayDetails
        {
            Room = row.ToSummary(),
            Duration = recording.Duration,
            Timeline = await records.ReadTimelineAsync(row.Session.Id, cancellation),
            Gaps = recording.Gaps,
        });
    }

    /// <summary>The room's session of that id, or the one that ended last.</summary>
    public static Task<RoomRow?> FindEndedAsync(this PinchangContext data, Guid roomId, Guid? sessionId, CancellationToken cancellation) =>
        data.RoomsWithSessions()
            .Where(row => row.Room.Id == roomId && row.Session.State == LiveSessionState.Ended && (sessionId == null || row.Session.Id == sessionId))
            .OrderByDescending(row => row.Session.Id)
            .FirstOrDefaultAsync(cancellation);
}
