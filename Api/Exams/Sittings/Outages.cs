using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Api.Exams.Sittings;

/// <summary>Measured gaps, and giving their time back to many at once.</summary>
internal static class Outages
{
    private const int LongestReason = 500;
    private const int MostAtOnce = 500;

    private sealed record OutageRow(Guid SessionId, DateTimeOffset FromAt, DateTimeOffset ToAt, bool ByServer, bool Compensated);

    private sealed record OpenOutage(Guid SessionId, DateTimeOffset FromAt, int Seconds);

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

    /// <summary>
    /// Each session gets whole minutes, durably and before the outages are marked: should the mark be lost, the next command names the same
    /// outages, and a session counts each of them once.
    /// </summary>
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

        var outages = await data.Database.SqlQuery<OpenOutage>(
            $"""
            SELECT session_id AS "SessionId", from_at AS "FromAt", ceil(extract(epoch FROM to_at - from_at))::int AS "Seconds"
            FROM exams.outages JOIN exams.sessions AS session ON session.id = session_id
            WHERE session.sitting_id = {id} AND session_id = ANY ({request.SessionIds}) AND session.end_kind IS NULL AND compensated_by IS NULL
            ORDER BY session_id, from_at FOR UPDATE OF outages
            """).ToArrayAsync(cancellation);
        var answers = await Task.WhenAll(outages.GroupBy(outage => outage.SessionId).Select(async mine =>
        {
            OutageTime[] times = [.. mine.Select(outage => new OutageTime(OutageRules.IdOf(mine.Key, outage.FromAt), outage.Seconds))];
            var outcome = await grains.GetGrain<IExamSessionGrain>(mine.Key).Compensate(
                new(user.ToActor(), times, request.Reason.Trim(), command.ReceivedAt));
            return new { SessionId = mine.Key, Minutes = OutageRules.MinutesOf(times), outcome.Refusal };
        }));

        // Whoever ended meanwhile needs no time. What could not be given stays open and is asked for again.
        var given = answers.Where(answer => answer.Refusal is null).ToArray();
        if (given.Length == 0)
        {
            return (answers.FirstOrDefault()?.Refusal ?? SittingRefusals.NoOutages).ToProblem();
        }

        var sessions = Array.ConvertAll(given, answer => answer.SessionId);
        var from = outages.Where(outage => sessions.Contains(outage.SessionId)).ToArray();
        await data.Database.ExecuteSqlAsync(
            $"""
            UPDATE exams.outages SET compensated_by = {command.Key}
            FROM unnest({Array.ConvertAll(from, outage => outage.SessionId)}, {Array.ConvertAll(from, outage => outage.FromAt)}) AS given (session_id, from_at)
            WHERE (outages.session_id, outages.from_at) = (given.session_id, given.from_at)
            """,
            cancellation);
        return TypedResults.Ok(new CompensationResult(given.Length, given.Sum(answer => answer.Minutes)));
    }

    private static async Task<Refusal?> WhyNotAsync(Guid sittingId, PinchangContext data, ExamAccess access, params string[] roles)
    {
        var projectId = await data.Sittings.Where(row => row.Id == sittingId).Select(row => (Guid?)row.ProjectId).SingleOrDefaultAsync();
        return projectId is { } id ? await access.RequireAsync(id, roles) : SittingRefusals.NotFound;
    }
}
