using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Exams.Marking;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Api.Exams.Sittings;

/// <summary>Answers that came after the end: kept, listed, and decided by a named officer with a reason.</summary>
internal static class LateAnswersOfSitting
{
    private const int LongestReason = 500;

    private sealed record LateRow(Guid SessionId, int Items, DateTimeOffset FirstAt, DateTimeOffset LastAt, bool? Accepted, string? Reason, string? By, DateTimeOffset? DecidedAt);

    public static async Task<Results<Ok<LateAnswers[]>, ProblemHttpResult>> ListAsync(
        Guid id, PinchangContext data, ExamAccess access, CancellationToken cancellation)
    {
        var sitting = await data.Sittings.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (sitting is null || await access.RequireAsync(sitting.ProjectId, Roles.ExamOfficer) is not null)
        {
            return SittingRefusals.NotFound.ToProblem();
        }

        var late = await data.Database.SqlQuery<LateRow>(
            $"""
            SELECT answer.session_id AS "SessionId", count(*)::int AS "Items", min(received_at) AS "FirstAt", max(received_at) AS "LastAt",
                   (decided.body ->> 'accepted')::boolean AS "Accepted", decided.body ->> 'reason' AS "Reason", decided.body ->> 'by' AS "By",
                   decided.at AS "DecidedAt"
            FROM exams.answers AS answer
            JOIN exams.sessions AS session ON session.id = answer.session_id
            LEFT JOIN LATERAL (
                SELECT body, at FROM exams.session_facts AS fact
                WHERE fact.session_id = session.id AND kind = 'LateDecided' ORDER BY number DESC LIMIT 1
            ) AS decided ON true
            WHERE session.sitting_id = {id} AND answer.standing = 'Late'
            GROUP BY answer.session_id, decided.body, decided.at
            """).ToArrayAsync(cancellation);
        var ids = Array.ConvertAll(late, row => row.SessionId);
        var sessions = await data.ExamSessions.AsNoTracking().Where(session => ids.Contains(session.Id))
            .Select(session => new { session.Id, session.CandidateName, session.TicketNumber, session.ExtraSeconds })
            .ToDictionaryAsync(session => session.Id, cancellation);
        return TypedResults.Ok(late.Select(row => new LateAnswers(
                row.SessionId,
                sessions[row.SessionId].CandidateName,
                sessions[row.SessionId].TicketNumber,
                row.Items,
                ExamPhase.DeadlineOf(sitting.Schedule, sessions[row.SessionId].ExtraSeconds),
                row.FirstAt,
                row.LastAt,
                // What came after a decision waits for another.
                row.DecidedAt >= row.LastAt ? new(row.Accepted!.Value, row.Reason!, row.By!, row.DecidedAt.Value) : null))
            .OrderBy(row => row.TicketNumber, StringComparer.Ordinal).ToArray());
    }

    public static async Task<Results<Ok<ExamSessionView>, ProblemHttpResult>> DecideAsync(
        Guid id, DecideLateRequest request, CurrentUser user, CommandContext command, PinchangContext data, ExamAccess access, IGrainFactory grains)
    {
        var refusal = await SessionStaff.RequireAsync(id, data, access, Roles.ExamOfficer)
            ?? WrittenText.Check(request.Reason, LongestReason, "reason", required: true, lines: true);
        if (refusal is null && request.Accept)
        {
            refusal = await WhyFixedAsync(id, data);
        }

        return refusal is not null
            ? refusal.ToProblem()
            : (await grains.GetGrain<IExamSessionGrain>(id).DecideLateAnswers(
                new(user.ToActor(), request.Accept, request.Reason.Trim(), command.ReceivedAt))).ToResult();
    }

    /// <summary>What is marked is what was sealed when marking opened. Held until the decision is written, so that it does not open meanwhile.</summary>
    private static async Task<Refusal?> WhyFixedAsync(Guid sessionId, PinchangContext data)
    {
        var sittingId = await data.ExamSessions.Where(session => session.Id == sessionId).Select(session => session.SittingId).SingleAsync();
        await data.LockMarkingOfAsync(sittingId, CancellationToken.None);
        return await data.MarkingRounds.AnyAsync(round => round.SittingId == sittingId) ? MarkingRefusals.ScriptsInMarking : null;
    }
}
