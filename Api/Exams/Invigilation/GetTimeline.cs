using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.Api.Exams.Invigilation;

/// <summary>Everything about one candidate, for whoever must decide: what happened with its picture, what was said, what was done.</summary>
internal static class GetTimeline
{
    private const int NewestStills = 60;

    /// <summary>A still this near to an event shows it.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(20);

    public static async Task<Results<Ok<SessionTimeline>, ProblemHttpResult>> HandleAsync(
        Guid id, CurrentUser user, WatchDoors doors, PinchangContext data, SessionMeasures measures, SessionRecordings recordings,
        IGrainFactory grains, CancellationToken cancellation)
    {
        var door = await doors.WatchSessionAsync(id, user, cancellation);
        if (!door.IsAccepted)
        {
            return door.Refusal.ToProblem();
        }

        if (await grains.GetGrain<IInvigilationGrain>(door.Value.SittingId).GetTile(id) is not { } tile)
        {
            return InvigilationRefusals.NotFound.ToProblem();
        }

        var standing = await (
            from session in data.ExamSessions.AsNoTracking()
            join registration in data.Registrations on session.RegistrationId equals registration.Id into registrations
            from registered in registrations.DefaultIfEmpty()
            where session.Id == id
            select new { session.Standing, PhotoFileId = registered == null ? null : registered.PhotoFileId }).SingleAsync(cancellation);
        var stills = await data.Set<KeptStill>().AsNoTracking()
            .Where(still => still.SessionId == id)
            .OrderByDescending(still => still.At)
            .Take(NewestStills)
            .Select(still => new StillReceipt(still.Id, still.At))
            .ToListAsync(cancellation);
        stills.Reverse();
        return TypedResults.Ok(new SessionTimeline
        {
            Tile = tile,
            Events = await EventsAsync(data, id, cancellation),
            Messages = await MessagesAsync(data, door.Value, cancellation),
            Measures = await measures.ListAsync(door.Value, user.Id, cancellation),
            Recordings = await recordings.ListAsync(id, cancellation),
            Stills = [.. stills],
            DocumentFileId = standing.Standing.DocumentFileId,
            FaceFileId = standing.Standing.FaceFileId,
            PhotoFileId = standing.PhotoFileId,
            Fellows = await FellowsAsync(data, door.Value.Project.ProjectId, user.Id, cancellation),
        });
    }

    private static async Task<SessionEvent[]> EventsAsync(PinchangContext data, Guid sessionId, CancellationToken cancellation)
    {
        var rows = await (
            from happened in data.Set<KeptEvent>().AsNoTracking()
            join decided in data.Set<KeptDecision>() on happened.Id equals decided.EventId into decisions
            from decision in decisions.DefaultIfEmpty()
            join known in data.Users on decision.DecidedBy equals known.Id into people
            from person in people.DefaultIfEmpty()
            where happened.SessionId == sessionId
            orderby happened.At, happened.ReceivedAt
            select new
            {
                Event = happened,
                Decision = decision,
                DecidedBy = person == null ? null : person.DisplayName,
                Before = data.Set<KeptStill>()
                    .Where(still => still.SessionId == sessionId && still.At <= happened.At && still.At > happened.At - Near)
                    .OrderByDescending(still => still.At).Select(still => (Guid?)still.Id).FirstOrDefault(),
                After = data.Set<KeptStill>()
                    .Where(still => still.SessionId == sessionId && still.At > happened.At && still.At < happened.At + Near)
                    .OrderBy(still => still.At).Select(still => (Guid?)still.Id).FirstOrDefault(),
            }).ToListAsync(cancellation);
        return [.. rows.Select(row => row.Event.ToEvent(
            row.Decision is { } made ? new(made.Verdict, made.Reason, row.DecidedBy ?? "", made.DecidedAt) : null,
            row.After ?? row.Before))];
    }

    private static async Task<InvigilationMessage[]> MessagesAsync(PinchangContext data, SessionDoor door, CancellationToken cancellation)
    {
        var rows = await (
            from said in Messages.OfSession(data, door)
            join person in data.Users on said.Message.SentBy equals person.Id
            select new { Said = said, person.DisplayName }).ToListAsync(cancellation);
        return [.. rows.Select(row => Messages.ToMessage(row.Said.Message, row.DisplayName, row.Said.ReadAt)).OrderBy(message => message.SentAt)];
    }

    private static async Task<FellowInvigilator[]> FellowsAsync(PinchangContext data, Guid projectId, Guid userId, CancellationToken cancellation) =>
        await (
            from person in data.Users.AsNoTracking()
            where person.Id != userId && data.Memberships.Any(membership => membership.UserId == person.Id
                && membership.Scope == MembershipScope.Project && membership.ScopeId == projectId
                && WatchDoors.Invigilators.Contains(membership.Role))
            orderby person.DisplayName
            select new FellowInvigilator(person.Id, person.DisplayName)).ToArrayAsync(cancellation);
}
