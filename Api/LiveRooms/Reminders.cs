using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Api.Persons;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Persons;
using Pinchang.Data;

namespace Pinchang.Api.LiveRooms;

/// <summary>LH-4.3.2a: whoever asks is told ten minutes before the start.</summary>
internal static class Reminders
{
    public static async Task<Results<Ok<RoomReminder>, ProblemHttpResult>> AddAsync(
        Guid id, CurrentUser user, RoomAccess access, PinchangContext data, TimeProvider time, CancellationToken cancellation) =>
        await data.WhyNotConsentedAsync(user.Id, ConsentPurpose.Reminders, cancellation) is { } withdrawn ? withdrawn.ToProblem() : await ChangeAsync(id, user, access, data, async session =>
        {
            await data.Database.ExecuteSqlAsync(
                $"INSERT INTO live.reminders (session_id, user_id, created_at) VALUES ({session}, {user.Id}, {time.GetUtcNow()}) ON CONFLICT DO NOTHING",
                cancellation);
            return true;
        }, cancellation);

    public static Task<Results<Ok<RoomReminder>, ProblemHttpResult>> RemoveAsync(
        Guid id, CurrentUser user, RoomAccess access, PinchangContext data, CancellationToken cancellation) =>
        ChangeAsync(id, user, access, data, async session =>
        {
            await data.Reminders.Where(reminder => reminder.SessionId == session && reminder.UserId == user.Id).ExecuteDeleteAsync(cancellation);
            return false;
        }, cancellation);

    private static async Task<Results<Ok<RoomReminder>, ProblemHttpResult>> ChangeAsync(
        Guid id, CurrentUser user, RoomAccess access, PinchangContext data, Func<Guid, Task<bool>> change, CancellationToken cancellation)
    {
        if ((await access.MayWatchAsync(id, user)).Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        var session = await data.LiveSessions.IgnoreQueryFilters().AsNoTracking()
            .Where(session => session.RoomId == id)
            .OrderByDescending(session => session.Id)
            .Select(session => new { session.Id, session.State })
            .FirstAsync(cancellation);
        if (session.State != LiveSessionState.Scheduled)
        {
            return (session.State == LiveSessionState.OnAir ? LiveRoomRefusals.OnAir : LiveRoomRefusals.Ended).ToProblem();
        }

        var reminded = await change(session.Id);
        return TypedResults.Ok(new RoomReminder(reminded, await data.Reminders.CountAsync(reminder => reminder.SessionId == session.Id, cancellation)));
    }
}
