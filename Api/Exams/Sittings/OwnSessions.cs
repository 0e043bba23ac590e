using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Api.Exams.Sittings;

/// <summary>A candidate reads what is theirs.</summary>
internal static class OwnSessions
{
    private const int Most = 50;

    public static async Task<Ok<ExamSessionSummary[]>> HandleAsync(
        HttpContext http, CurrentUser user, PinchangContext data, CancellationToken cancellation)
    {
        // Of whichever agency: a candidate belongs to none.
        var now = ReceivedAt.Of(http);
        var rows = await (
            from session in data.ExamSessions.IgnoreQueryFilters().AsNoTracking()
            join sitting in data.Sittings.IgnoreQueryFilters().AsNoTracking() on session.SittingId equals sitting.Id
            where session.CandidateId == user.Id && sitting.State != SittingState.Cancelled
            orderby sitting.StartsAt descending, session.Id
            select new
            {
                session.Id,
                session.SittingId,
                session.ProjectId,
                sitting.Name,
                session.TicketNumber,
                session.Seat,
                session.State,
                session.ExtraSeconds,
                Schedule = new SittingSchedule(
                    sitting.OpensAt, sitting.StartsAt, sitting.EndsAt, sitting.LatestEntryAt, sitting.EarliestHandInAt, sitting.GraceSeconds, sitting.ExtraSeconds),
            }).Take(Most).ToArrayAsync(cancellation);
        return TypedResults.Ok(Array.ConvertAll(rows, row => new ExamSessionSummary(
            row.Id,
            row.SittingId,
            row.ProjectId,
            row.Name,
            row.TicketNumber,
            row.Seat,
            row.State,
            ExamPhase.Of(now, row.Schedule, row.ExtraSeconds),
            row.Schedule.OpensAt,
            row.Schedule.StartsAt,
            ExamPhase.DeadlineOf(row.Schedule, row.ExtraSeconds))));
    }

    public static async Task<Results<Ok<ExamSessionView>, ProblemHttpResult>> GetAsync(Guid id, CurrentUser user, IGrainFactory grains) =>
        (await grains.GetGrain<IExamSessionGrain>(id).GetView(user.Id)).ToResult();

    public static async Task<Results<Ok<AnswerSheet>, ProblemHttpResult>> ReadAnswersAsync(Guid id, CurrentUser user, IGrainFactory grains) =>
        (await grains.GetGrain<IExamSessionGrain>(id).ReadAnswers(user.Id)).ToResult();

    public static async Task<Results<Ok<ExamReceipt>, ProblemHttpResult>> ReceiptAsync(Guid id, CurrentUser user, IGrainFactory grains)
    {
        var answers = await grains.GetGrain<IExamSessionGrain>(id).GetCanonicalAnswers(user.Id);
        return answers.IsAccepted ? TypedResults.Ok(answers.Value.Receipt) : answers.Refusal.ToProblem();
    }

    /// <summary>Byte for byte what the receipt's hash is over.</summary>
    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> CanonicalAsync(Guid id, CurrentUser user, IGrainFactory grains)
    {
        var answers = await grains.GetGrain<IExamSessionGrain>(id).GetCanonicalAnswers(user.Id);
        return answers.IsAccepted
            ? TypedResults.Bytes(Encoding.UTF8.GetBytes(answers.Value.Json), "application/json")
            : answers.Refusal.ToProblem();
    }
}
