using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Marking;
using Pinchang.Api.Exams.Projects;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Marking;
using Pinchang.Domain.Exams.Results;

namespace Pinchang.Api.Exams.Results;

/// <summary>A project's scores by the first scorer, with what the second one found.</summary>
internal sealed record ReckonedScores(IReadOnlyList<AssembledScore> Scores, KeptScoreCheck Check)
{
    /// <summary>Why they cannot be released, or null.</summary>
    public Refusal? Difference => Check.Differences.Length > 0 ? ScoreRefusals.ScorersDiffer.With($"{Check.Differences.Length}") : null;
}

/// <summary>Where scores are put together and held against the second scorer. Each call reckons anew; nothing is taken from an earlier one.</summary>
internal sealed class ScoreRoom(
    PinchangContext data, ExamAccess access, IScriptSource scripts, MarkingPapers papers, IIndependentScorer second, ScoreChecks checks)
{
    /// <summary>Why the caller may not work on the project's scores, or null.</summary>
    public Task<Refusal?> RequireAsync(Guid projectId) => access.RequireAsync(projectId, Roles.ExamOfficer);

    /// <summary>A notice, if the caller is an officer of its project; one caller at a time works on a project's notices.</summary>
    public async Task<Outcome<ScoreNotice>> FindNoticeAsync(Guid noticeId, CancellationToken cancellation)
    {
        var projectId = await data.ScoreNotices.Where(notice => notice.Id == noticeId).Select(notice => (Guid?)notice.ProjectId).SingleOrDefaultAsync(cancellation);
        if (projectId is not { } project)
        {
            return CommonRefusals.NotFound;
        }

        if (await RequireAsync(project) is { } refusal)
        {
            return refusal;
        }

        if (data.Database.CurrentTransaction is not null)
        {
            await data.LockScoresAsync(project, cancellation);
        }

        return await data.ScoreNotices.SingleAsync(notice => notice.Id == noticeId, cancellation);
    }

    /// <summary>What stands between the marking and a release.</summary>
    public async Task<Refusal?> FindObstacleAsync(Guid projectId, CancellationToken cancellation)
    {
        var settled = await data.MarkingRounds
            .Where(round => round.ProjectId == projectId && !data.MarkingTasks.Any(task => task.RoundId == round.Id && task.State != MarkingTaskState.Settled))
            .Select(round => round.SittingId)
            .ToHashSetAsync(cancellation);
        return ScoreAssessment.WhyUnmarked(await scripts.SittingsOfAsync(projectId, cancellation), settled);
    }

    public async Task<Outcome<ReckonedScores>> ReckonAsync(Guid projectId, Guid? noticeId, CancellationToken cancellation)
    {
        if (await FindObstacleAsync(projectId, cancellation) is { } obstacle)
        {
            return obstacle;
        }

        var rounds = await data.MarkingRounds.AsNoTracking().Where(round => round.ProjectId == projectId).OrderBy(round => round.OpenedAt).ThenBy(round => round.Id).ToListAsync(cancellation);
        var marked = await MarkedScriptsAsync(rounds, cancellation);
        var assessed = ScoreAssessment.Assess(await scripts.OutcomesOfAsync(projectId, cancellation), rounds, marked);
        if (!assessed.IsAccepted)
        {
            return assessed.Refusal;
        }

        var scores = ScoreAssembly.Assemble(assessed.Value);
        var keyed = new List<RoundToRecompute>();
        foreach (var round in rounds)
        {
            var paper = await papers.OpenAsync(round.PaperId, cancellation);
            if (!paper.IsAccepted)
            {
                return paper.Refusal;
            }

            keyed.Add(new(round, paper.Value.Key));
        }

        var again = await second.RecomputeAsync(keyed, cancellation);
        var parts = marked.Values.Select(script => new ComputedPart(script.SessionId, script.TicketNumber, script.Objective, script.Marked));
        var differences = ScoreComparison.Compare(parts, scores, again);
        return new ReckonedScores(scores, await checks.KeepAsync(projectId, noticeId, marked.Count, scores.Count, differences, cancellation));
    }

    private async Task<Dictionary<Guid, MarkedScript>> MarkedScriptsAsync(List<MarkingRound> rounds, CancellationToken cancellation)
    {
        var ids = rounds.Select(round => round.Id).ToArray();
        return await data.BlindScripts
            .Where(script => ids.Contains(script.RoundId))
            .Select(script => new MarkedScript(
                script.SessionId,
                script.TicketNumber,
                script.ScriptSha256,
                script.Objective,
                data.MarkingTasks.Where(task => task.ScriptId == script.Id).Sum(task => task.Points) ?? 0))
            .ToDictionaryAsync(script => script.SessionId, cancellation);
    }
}
