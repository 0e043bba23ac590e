using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Data;

namespace Pinchang.Api.Exams.Marking;

/// <summary>A marker gives an answer back unmarked: he knows the hand, or cannot go on. Somebody else gets it.</summary>
internal static class ReturnAnswer
{
    public static async Task<Results<Ok<Done>, ProblemHttpResult>> HandleAsync(
        Guid taskId, CurrentUser user, MarkedAnswers answers, RefusedOpenings refused, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        var held = await answers.LockAsync(taskId, Roles.Marker, cancellation);
        if (!held.IsAccepted)
        {
            return held.Refusal.ToProblem();
        }

        var outcome = held.Value.Task.GiveBack(Guid.CreateVersion7(command.ReceivedAt), user.Id, command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            await refused.KeepAsync(outcome.Refusal, taskId, user.Id, command.ReceivedAt, cancellation);
            return outcome.Refusal.ToProblem();
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(Done.Instance);
    }
}
