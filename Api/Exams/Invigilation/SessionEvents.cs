using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Invigilation;
using Pinchang.Domain;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.Api.Exams.Invigilation;

/// <summary>Events: the page or the server raises them, a person decides.</summary>
internal static class SessionEvents
{
    public static async Task<Results<Ok<SessionEvent>, ProblemHttpResult>> RaiseAsync(
        Guid id, RaiseSessionEvent body, CurrentUser user, WatchDoors doors, PinchangContext data, WatchNotes notes, EvidenceAllowances allowances,
        CommandContext command, CancellationToken cancellation)
    {
        var door = await doors.OwnAsync(id, user, cancellation);
        if (!door.IsAccepted)
        {
            return door.Refusal.ToProblem();
        }

        var outcome = KeptEvent.Raise(command.Key, id, body, command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        if (await allowances.TakeAsync(id, EvidenceKind.Event, 0, command.ReceivedAt) is { } closed)
        {
            return closed.ToProblem();
        }

        data.Add(outcome.Value);
        await data.SaveChangesAsync(cancellation);
        var happened = outcome.Value.ToEvent();
        command.AfterCommit(_ =>
        {
            notes.Note(door.Value.SittingId, new() { SessionId = id, At = happened.At, Event = happened });
            return Task.CompletedTask;
        });
        return TypedResults.Ok(happened);
    }

    /// <summary>EX-6.3-online-b: each raised event ends in a recorded decision, taken once, by one person, for a reason.</summary>
    public static async Task<Results<Ok<SessionEvent[]>, ProblemHttpResult>> DecideAsync(
        Guid id, DecideEvents body, CurrentUser user, WatchDoors doors, PinchangContext data, WatchNotes notes, CommandContext command,
        CancellationToken cancellation)
    {
        var door = await doors.WatchSessionAsync(id, user, cancellation);
        if ((door.Refusal ?? KeptDecision.Check(body)) is { } refusal)
        {
            return refusal.ToProblem();
        }

        await data.LockAsync($"exam events {id}", cancellation);
        var ids = body.EventIds.Distinct().ToArray();
        var events = await data.Set<KeptEvent>().AsNoTracking()
            .Where(happened => happened.SessionId == id && ids.Contains(happened.Id) && happened.Weight != EventWeight.Note)
            .ToListAsync(cancellation);
        if (events.Count < ids.Length)
        {
            return InvigilationRefusals.EventNotFound.ToProblem();
        }

        var earlier = await (
            from decided in data.Set<KeptDecision>().AsNoTracking()
            join person in data.Users on decided.DecidedBy equals person.Id
            where ids.Contains(decided.EventId)
            select person.DisplayName).FirstOrDefaultAsync(cancellation);
        if (earlier is not null)
        {
            return InvigilationRefusals.EventDecided.With(earlier).ToProblem();
        }

        var reason = WrittenText.Tidy(body.Reason);
        data.AddRange(events.Select(happened => new KeptDecision
        {
            EventId = happened.Id,
            Verdict = body.Verdict,
            Reason = reason,
            DecidedBy = user.Id,
            DecidedAt = command.ReceivedAt,
        }));
        await data.SaveChangesAsync(cancellation);
        command.AfterCommit(_ =>
        {
            notes.Note(door.Value!.SittingId, new() { SessionId = id, At = command.ReceivedAt, Decided = ids });
            return Task.CompletedTask;
        });
        var decision = new EventDecision(body.Verdict, reason, user.Name, command.ReceivedAt);
        return TypedResults.Ok(events.OrderBy(happened => happened.At).Select(happened => happened.ToEvent(decision)).ToArray());
    }
}
