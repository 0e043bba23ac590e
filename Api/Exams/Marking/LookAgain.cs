using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Api.Exams.Marking;

/// <summary>抽查: the officer reads a settled answer with its marks, and agrees or sends it to the adjudicator.</summary>
internal static class LookAgain
{
    public static async Task<Results<Ok<SpotCheckDetails>, ProblemHttpResult>> GetAsync(
        Guid taskId, MarkerHands hands, MarkingOffice office, HttpContext http, PinchangContext data, CancellationToken cancellation)
    {
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        var held = await hands.LockAsync(taskId, [Roles.ExamOfficer], cancellation);
        if (!held.IsAccepted)
        {
            return held.Refusal.ToProblem();
        }

        var task = held.Value.Task;
        if (task is not { SpotCheckCause: { } cause, Points: { } points, By: { } by })
        {
            return MarkingRefusals.NoSpotCheck.ToProblem();
        }

        var shown = await office.ShowCaseAsync(task, held.Value.Round, cancellation);
        if (!shown.IsAccepted)
        {
            return shown.Refusal.ToProblem();
        }

        hands.Note(task, OpeningAct.SpotCheck, ReceivedAt.Of(http));
        await data.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(new SpotCheckDetails(
            shown.Value, new(task.Id, shown.Value.Task.Code, task.QuestionNumber, points, task.MaxPoints, by, cause, task.SpotCheckAgreed, task.SpotCheckNote)));
    }

    public static async Task<Results<Ok<Done>, ProblemHttpResult>> DecideAsync(
        Guid taskId, DecideSpotCheck body, CurrentUser user, MarkerHands hands, PinchangContext data, CancellationToken cancellation)
    {
        var held = await hands.LockAsync(taskId, [Roles.ExamOfficer], cancellation);
        if (!held.IsAccepted)
        {
            return held.Refusal.ToProblem();
        }

        var outcome = held.Value.Task.DecideSpotCheck(body, user.Id);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(Done.Instance);
    }
}
