using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Ledger;
using Pinchang.Data;
using Pinchang.Domain.Ledger;

namespace Pinchang.Api.Exams.Marking;

/// <summary>The officer sends a settled answer to the adjudicator, with the reason; scores assembled before are then out of date.</summary>
internal static class SendBackAnswer
{
    public static async Task<Results<Ok<Done>, ProblemHttpResult>> HandleAsync(
        Guid taskId, ReopenTask body, MarkedAnswers answers, PinchangContext data, ILedger ledger, CancellationToken cancellation)
    {
        var held = await answers.LockAsync(taskId, Roles.ExamOfficer, cancellation);
        if (!held.IsAccepted)
        {
            return held.Refusal.ToProblem();
        }

        var outcome = held.Value.Task.Reopen(body.Reason);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        var round = held.Value.Round;
        ledger.Write(new(LedgerKinds.MarkingDecided, round.AgencyId, "marking-task", taskId)
        {
            ServiceId = round.ProjectId,
            After = "Reopened",
            Reason = body.Reason,
        });
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(Done.Instance);
    }
}
