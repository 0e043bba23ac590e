using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Api.Staff;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Staff;
using Pinchang.Data;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Api.Exams.Marking;

/// <summary>The adjudicator sees every mark with its remarks, still nothing of the candidate, and decides with a reason.</summary>
internal static class SettleDispute
{
    public static async Task<Results<Ok<AdjudicationCase>, ProblemHttpResult>> GetAsync(
        Guid taskId, MarkedAnswers answers, MarkingOffice office, StaffDoors staff, HttpContext http, PinchangContext data, CancellationToken cancellation)
    {
        var held = await answers.FindAsync(taskId, Roles.Adjudicator, cancellation);
        if (!held.IsAccepted)
        {
            return held.Refusal.ToProblem();
        }

        if (await staff.WhyNotAsync(Duty.Mark, ReceivedAt.Of(http), cancellation) is { } unqualified)
        {
            return unqualified.ToProblem();
        }

        if (held.Value.Task.State != MarkingTaskState.Adjudication)
        {
            return MarkingRefusals.NotForAdjudication.ToProblem();
        }

        var shown = await office.ShowCaseAsync(held.Value.Task, held.Value.Round, cancellation);
        if (!shown.IsAccepted)
        {
            return shown.Refusal.ToProblem();
        }

        answers.Note(held.Value.Task, OpeningAct.Adjudicating, ReceivedAt.Of(http));
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(shown.Value);
    }

    public static async Task<Results<Ok<MarkDetails>, ProblemHttpResult>> HandleAsync(
        Guid taskId, Adjudicate body, CurrentUser user, MarkedAnswers answers, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        var held = await answers.LockAsync(taskId, Roles.Adjudicator, cancellation);
        if (!held.IsAccepted)
        {
            return held.Refusal.ToProblem();
        }

        var outcome = held.Value.Task.Adjudicate(Guid.CreateVersion7(command.ReceivedAt), user.Id, body, held.Value.Round.Settings, command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(outcome.Value.ToDetails(user.Name));
    }
}
