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
        Guid taskId, MarkedAnswers answers, MarkingOffice office, HttpContext http, PinchangContext data, CancellationToken cancellation)
    {
        var found = await answers.FindAsync(taskId, Roles.ExamOfficer, cancellation);
        if (!found.IsAccepted)
        {
            return found.Refusal.ToProblem();
        }

        var task = found.Value.Task;
        if (task is not { SpotCheckCause: { } cause, Points: { } points, By: { } by })
        {
            return MarkingRefusals.NoSpotCheck.ToProblem();
        }

        var shown = await office.ShowCaseAsync(task, found.Value.Round, cancellation);
        if (!shown.IsAccepted)
        {
            return shown.Refusal.ToProblem();
        }

        answers.Note(task, OpeningAct.SpotCheck, ReceivedAt.Of(http));
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(new SpotCheckDetails(
            shown.Value, new(task.Id, shown.Value.Task.Code, task.QuestionNumber, points, task.MaxPoints, by, cause, task.SpotCheckAgreed, task.SpotCheckNote)));
    }

    public static async Task<Results<Ok<Done>, ProblemHttpResult>> DecideAsync(
        Guid taskId, DecideSpotCheck body, CurrentUser user, MarkedAnswers answers, PinchangContext data, CancellationToken cancellation)
    {
        var held = await answers.LockAsync(taskId, Roles.ExamOfficer, cancellation);
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
