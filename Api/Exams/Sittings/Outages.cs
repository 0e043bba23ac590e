using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain;

namespace Pinchang.Api.Exams.Sittings;

/// <summary>Measured gaps, and giving their time back to many at once.</summary>
internal static class Outages
{
    private const int LongestReason = 500;
    private const int MostAtOnce = 500;

    private sealed record OutageRow(Guid SessionId, DateTimeOffset FromAt, DateTimeOffset ToAt, bool ByServer, bool Compensated);

    private sealed record OpenSum(Guid SessionId, int Seconds);

    public static async Task<Results<Ok<SessionOutage[]>, ProblemHttpResult>> ListAsync(
        Guid id, PinchangContext data, ExamAccess access, CancellationToken cancellation)
    {
        if (await WhyNotAsync(id, data, access, Roles.ExamOfficer, Roles.Invigilator) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var rows = await data.Database.SqlQuery<OutageRow>(
            $"""
            SELECT session_id AS "SessionId", from_at AS "FromAt", to_at AS "ToAt", by_server AS "ByServer", compensated_by IS NOT NULL AS "Compensated"
            FROM exams.outages JOIN exams.sessions AS session ON session.id = session_id WHERE session.sitting_id = {id}
            """).ToArrayAsync(cancellation);
        var ids = rows.Select(row => row.SessionId).Distinct().ToArray();
        var sessions = await data.ExamSessions.AsNoTracking().Where(session => ids.Contains(session.Id))
            .Select(session => new { session.Id, session.CandidateName, session.TicketNumber })
            .ToDictionaryAsync(session => session.Id, cancellation);
        return TypedResults.Ok(rows.Select(row => new SessionOutage(
                row.SessionId,
                sessions[row.SessionId].CandidateName,
                sessions[row.SessionId].TicketNumber,
                row.FromAt,
                row.ToAt,
                (int)(row.ToAt - row.FromAt).TotalSeconds,
                row.ByServer,
                row.Compensated))
            .OrderBy(row => row.TicketNumber, StringComparer.Ordinal).ThenBy(row => row.From).ToArray());
    }

    /// <summary>Each session gets whole minutes. Marked in the same transaction that remembers the command, so that nobody gets them twice.</summary>
    public static async Task<Results<Ok<CompensationResult>, ProblemHttpResult>> CompensateAsync(
        Guid id,
        CompensateRequest request,
        CurrentUser user,
        CommandContext command,
        PinchangContext data,
        ExamAccess access,
        IGrainFactory grains,
        CancellationToken cancellation)
    {
        var refusal = await WhyNotAsync(id, data, access, Roles.ExamOfficer)
            ?? WrittenText.Check(request.Reason, LongestReason, "reason", required: true, lines: true)
            ?? (request.SessionIds is null || request.SessionIds.Length is 0 or > MostAtOnce ? CommonRefusals.Required.On("sessionIds") : null);
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        var open = await data.Database.SqlQuery<OpenSum>(
            $"""
            WITH given AS (
                UPDATE exams.outages SET compensated_by = {command.Key}
                FROM exams.sessions AS session
                WHERE session.id = session_id AND session.sitting_id = {id} AND session_id = ANY ({request.SessionIds})
                  AND session.end_kind IS NULL AND compensated_by IS NULL
                RETURNING session_id, to_at - from_at AS length
            )
            SELECT session_id AS "SessionId", ceil(extract(epoch FROM sum(length)))::int AS "Seconds" FROM given GROUP BY session_id
            """).ToArrayAsync(cancellation);
        var minutes = 0;
        foreach (var session in open)
        {
            var given = (session.Seconds + 59) / 60;
            var outcome = await grains.GetGrain<IExamSessionGrain>(session.SessionId).Extend(
                new(command.Key, user.ToActor(), given, request.Reason.Trim(), command.ReceivedAt));
            if (outcome.Refusal is { } no)
            {
                // Rolled back as a whole; whoever got theirs already has it under this command, which may be sent again.
                return no.ToProblem();
            }

            minutes += given;
        }

        return open.Length == 0 ? SittingRefusals.NoOutages.ToProblem() : TypedResults.Ok(new CompensationResult(open.Length, minutes));
    }

    private static async Task<Refusal?> WhyNotAsync(Guid sittingId, PinchangContext data, ExamAccess access, params string[] roles)
    {
        var projectId = await data.Sittings.Where(row => row.Id == sittingId).Select(row => (Guid?)row.ProjectId).SingleOrDefaultAsync();
        return projectId is { } id ? await access.RequireAsync(id, roles) : SittingRefusals.NotFound;
    }
}
