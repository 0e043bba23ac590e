using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;

namespace Pinchang.Api.Exams.Marking;

/// <summary>The officer sends a settled answer to the adjudicator, with the reason; scores assembled before are then out of date.</summary>
internal static class SendBackAnswer
{
    public static async Task<Results<Ok<Done>, ProblemHttpResult>> HandleAsync(
        Guid taskId, ReopenTask body, MarkedAnswers answers, PinchangContext data, CancellationToken cancellation)
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

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(Done.Instance);
    }
}
