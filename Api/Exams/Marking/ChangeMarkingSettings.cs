using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Api.Exams.Marking;

/// <summary>Thresholds and the like, until the first mark; the weight, until scores are published.</summary>
internal static class ChangeMarkingSettings
{
    public static async Task<Results<Ok<MarkingSettings>, ProblemHttpResult>> HandleAsync(
        Guid roundId, MarkingSettings body, MarkingOffice office, PinchangContext data, CancellationToken cancellation)
    {
        var found = await office.FindRoundAsync(roundId, cancellation);
        if (found.Value is not { } round)
        {
            return found.Refusal!.ToProblem();
        }

        var outcome = round.Change(body, await data.Marks.AnyAsync(mark => mark.RoundId == roundId, cancellation));
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        var questions = await data.MarkingTasks
            .Where(task => task.RoundId == roundId)
            .Select(task => new { task.QuestionId, task.MaxPoints })
            .Distinct()
            .ToListAsync(cancellation);
        foreach (var question in questions)
        {
            var threshold = DoubleMarking.ThresholdOf(question.QuestionId, question.MaxPoints, body);
            await data.MarkingTasks
                .Where(task => task.RoundId == roundId && task.QuestionId == question.QuestionId)
                .ExecuteUpdateAsync(set => set.SetProperty(task => task.Threshold, threshold).SetProperty(task => task.Step, body.Step), cancellation);
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(round.Settings);
    }
}
