using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;

namespace Pinchang.Api.Exams.Sittings;

/// <summary>The sittings of a project and the sessions in them, for its staff.</summary>
internal static class ListSittings
{
    public static async Task<Results<Ok<SittingDetails[]>, ProblemHttpResult>> HandleAsync(
        Guid id, PinchangContext data, ExamAccess access, CancellationToken cancellation)
    {
        if (await access.RequireAsync(id, Roles.Exam) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var sittings = await data.Sittings.AsNoTracking().Where(sitting => sitting.ProjectId == id)
            .OrderBy(sitting => sitting.StartsAt).ThenBy(sitting => sitting.Id).ToArrayAsync(cancellation);
        var counts = await data.ExamSessions.Where(session => session.ProjectId == id)
            .GroupBy(session => new { session.SittingId, session.State })
            .Select(state => new { state.Key.SittingId, state.Key.State, Count = state.Count() })
            .ToArrayAsync(cancellation);
        return TypedResults.Ok(Array.ConvertAll(sittings, sitting => sitting.ToDetails(
            counts.Where(count => count.SittingId == sitting.Id).ToDictionary(count => count.State, count => count.Count))));
    }

    public static async Task<Results<Ok<SittingDetails>, ProblemHttpResult>> GetAsync(
        Guid id, PinchangContext data, ExamAccess access, CancellationToken cancellation)
    {
        var sitting = await data.Sittings.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation);
        var refusal = sitting is null ? SittingRefusals.NotFound : await access.RequireAsync(sitting.ProjectId, Roles.Exam);
        return refusal is not null ? refusal.ToProblem() : TypedResults.Ok(await SittingShapes.DetailsAsync(data, sitting!, cancellation));
    }

    public static async Task<Results<Ok<Page<SittingSession>>, ProblemHttpResult>> SessionsAsync(
        Guid id, PinchangContext data, ExamAccess access, CancellationToken cancellation, QueryEnum<ExamSessionState>? state = null, string? q = null, int page = 1)
    {
        var projectId = await data.Sittings.Where(row => row.Id == id).Select(row => (Guid?)row.ProjectId).SingleOrDefaultAsync(cancellation);
        if (projectId is null || await access.RequireAsync(projectId.Value, Roles.ExamOfficer, Roles.Invigilator) is not null)
        {
            return SittingRefusals.NotFound.ToProblem();
        }

        var sessions = data.ExamSessions.AsNoTracking().Where(session => session.SittingId == id);
        if (state?.Value is { } wanted)
        {
            sessions = sessions.Where(session => session.State == wanted);
        }

        if (!string.IsNullOrWhiteSpace(q))
        {
            var part = q.Trim();
            sessions = sessions.Where(session => session.CandidateName.Contains(part) || session.TicketNumber.Contains(part));
        }

        var rows = await sessions.OrderBy(session => session.TicketNumber).ThenBy(session => session.Id)
            .Select(session => new
            {
                session.Id,
                session.CandidateName,
                session.TicketNumber,
                session.Seat,
                session.State,
                session.EndKind,
                session.StartedAt,
                session.EndedAt,
                session.ExtraSeconds,
                session.ReceiptCode,
            })
            .ToPageAsync(page, cancellation);
        var ids = Array.ConvertAll(rows.Items, row => row.Id);
        var outages = await SessionSums.OutageSecondsAsync(data, ids, cancellation);
        var late = await SessionSums.LateAnswersAsync(data, ids, cancellation);
        return TypedResults.Ok(rows.Map(row => new SittingSession(
            row.Id, row.CandidateName, row.TicketNumber, row.Seat, row.State, row.EndKind, row.StartedAt, row.EndedAt, row.ExtraSeconds,
            outages.GetValueOrDefault(row.Id), late.GetValueOrDefault(row.Id), row.ReceiptCode)));
    }
}
