using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Api.Exams.Marking;

/// <summary>Thresholds and the like, until the first mark; the weight, until scores are published.</summary>
internal static class ChangeMarkingSettings
{
    public static async Task<Results<Ok<MarkingSettings>, ProblemHttpResult>> HandleAsync(
        Guid roundId, ChangeMarking body, MarkedAnswers answers, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        await data.LockRulesAsync(roundId, cancellation);
        var found = await answers.FindRoundAsync(roundId, Roles.ExamOfficer, cancellation);
        if (found.Value is not { } round)
        {
            return found.Refusal!.ToProblem();
        }

        await data.LockScoresAsync(round.ProjectId, cancellation);
        var anyMark = await data.Marks.AnyAsync(mark => mark.RoundId == roundId, cancellation);
        var isReleased = await data.ScoreNotices.AnyAsync(
            notice => notice.ProjectId == round.ProjectId && notice.State == ScoreNoticeState.Published && notice.PublicUntil > command.ReceivedAt, cancellation);
        var outcome = round.Change(body, anyMark, isReleased);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        var worth = await data.MarkingTasks.Where(task => task.RoundId == roundId).Select(task => task.MaxPoints).Distinct().ToListAsync(cancellation);
        foreach (var points in worth)
        {
            var threshold = DoubleMarking.ThresholdOf(points, round.Settings);
            await data.MarkingTasks
                .Where(task => task.RoundId == roundId && task.MaxPoints == points)
                .ExecuteUpdateAsync(set => set.SetProperty(task => task.Threshold, threshold).SetProperty(task => task.Step, body.Step), cancellation);
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(round.Settings);
    }
}
