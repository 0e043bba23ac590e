using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;

namespace Pinchang.Api.Exams.Marking;

/// <summary>A marker gives points, once; the next answer of the same question comes with the receipt.</summary>
internal static class MarkAnswer
{
    public static async Task<Results<Ok<MarkReceipt>, ProblemHttpResult>> HandleAsync(
        Guid taskId, GiveMark body, CurrentUser user, MarkedAnswers answers, MarkerHands hands, RefusedOpenings refused, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        var now = command.ReceivedAt;
        var roundId = await data.MarkingTasks.Where(task => task.Id == taskId).Select(task => task.RoundId).SingleOrDefaultAsync(cancellation);
        await data.HoldRulesAsync(roundId, cancellation);
        var held = await answers.LockAsync(taskId, Roles.Marker, cancellation);
        if (!held.IsAccepted)
        {
            return held.Refusal.ToProblem();
        }

        var (task, round) = held.Value;
        var outcome = task.Give(Guid.CreateVersion7(now), user.Id, body, round.Settings, now);
        if (!outcome.IsAccepted)
        {
            await refused.KeepAsync(outcome.Refusal, taskId, user.Id, now, cancellation);
            return outcome.Refusal.ToProblem();
        }

        // Written before the next is chosen, which counts marks.
        await data.SaveChangesAsync(cancellation);
        var next = await hands.TakeNextAsync(round, task.QuestionId, patiently: false, now, cancellation);
        await data.SaveChangesAsync(cancellation);
        var shown = next is null ? null : (await hands.ShowAsync(next, round, cancellation)).Value;
        var mark = outcome.Value;
        return TypedResults.Ok(new MarkReceipt(mark.Id, task.Id, mark.Points, mark.GivenAt, shown));
    }
}
