using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Marking;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Marking;
using Pinchang.Domain.Exams.Results;

namespace Pinchang.Api.Exams.Results;

/// <summary>A re-check with the points of each question, so that the officer finds what to send back.</summary>
internal static class OpenRecheck
{
    public static async Task<Results<Ok<RecheckFile>, ProblemHttpResult>> HandleAsync(
        Guid recheckId, ScoreRoom room, MarkingPapers papers, PinchangContext data, CancellationToken cancellation)
    {
        var found = await data.FindRecheckAsync(recheckId, room, cancellation);
        if (found.Value is not { } file)
        {
            return found.Refusal!.ToProblem();
        }

        var scripts = await data.BlindScripts.AsNoTracking()
            .Where(script => script.RegistrationId == file.Score.RegistrationId)
            .Join(data.MarkingRounds, script => script.RoundId, round => round.Id, (script, round) => new { Script = script, round.SittingName, round.PaperId, round.OpenedAt })
            .OrderBy(pair => pair.OpenedAt)
            .ToListAsync(cancellation);
        var ids = scripts.Select(pair => pair.Script.Id).ToArray();
        var tasks = await data.MarkingTasks.AsNoTracking().Where(task => ids.Contains(task.ScriptId)).OrderBy(task => task.QuestionNumber).ToListAsync(cancellation);
        var parts = new List<RecheckPart>();
        foreach (var pair in scripts)
        {
            var paper = await papers.OpenAsync(pair.PaperId, cancellation);
            if (!paper.IsAccepted)
            {
                return paper.Refusal.ToProblem();
            }

            parts.Add(new(
                pair.SittingName,
                pair.Script.Code,
                pair.Script.Objective,
                Lost(pair.Script, paper.Value),
                [.. tasks.Where(task => task.ScriptId == pair.Script.Id).Select(task => new RecheckAnswer(task.Id, task.QuestionNumber, task.MaxPoints, task.Points, task.By, task.State))]));
        }

        return TypedResults.Ok(new RecheckFile(file.Recheck.ToDetails(file.Score), [.. parts]));
    }

    private static RecheckObjective[] Lost(BlindScript script, MarkingPaper paper) =>
    [
        .. script.ObjectiveByQuestion
            .Select(earned => new RecheckObjective(paper.NumberOf[earned.Key], earned.Value, paper.PointsOf(earned.Key)))
            .Where(question => question.Points < question.MaxPoints)
            .OrderBy(question => question.QuestionNumber),
    ];

    internal static async Task<Outcome<FoundRecheck>> FindRecheckAsync(this PinchangContext data, Guid recheckId, ScoreRoom room, CancellationToken cancellation)
    {
        var noticeId = await data.Rechecks.Where(recheck => recheck.Id == recheckId).Select(recheck => (Guid?)recheck.NoticeId).SingleOrDefaultAsync(cancellation);
        if (noticeId is not { } id)
        {
            return CommonRefusals.NotFound;
        }

        // Read under the notice's lock: of two officers who answer at once, the second sees the first one's answer.
        var notice = await room.FindNoticeAsync(id, cancellation);
        if (!notice.IsAccepted)
        {
            return notice.Refusal;
        }

        var recheck = await data.Rechecks.SingleAsync(recheck => recheck.Id == recheckId, cancellation);
        var score = await data.Scores.AsNoTracking().SingleAsync(score => score.NoticeId == id && score.RegistrationId == recheck.RegistrationId, cancellation);
        return new FoundRecheck(recheck, notice.Value, score);
    }
}

internal sealed record FoundRecheck(Recheck Recheck, ScoreNotice Notice, Score Score);
