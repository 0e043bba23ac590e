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
internal sealed record ReckonedScores(
    IReadOnlyList<AssembledScore> Scores, int Scripts, IReadOnlyList<ScoreDifference> Differences);

/// <summary>Where scores are put together and held against the second scorer. Each call reckons anew; nothing is taken from an earlier one.</summary>
internal sealed class ScoreRoom(PinchangContext data, ExamAccess access, IScriptSource scripts, MarkingPapers papers, IIndependentScorer second)
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
            await LockAsync(project, cancellation);
        }

        return await data.ScoreNotices.SingleAsync(notice => notice.Id == noticeId, cancellation);
    }

    public Task LockAsync(Guid projectId, CancellationToken cancellation) => data.LockAsync($"exams.scores:{projectId}", cancellation);

    /// <summary>What stands between the marking and a release.</summary>
    public async Task<Refusal?> FindObstacleAsync(Guid projectId, CancellationToken cancellation)
    {
        // Where nobody handed in there is nothing to mark.
        var sittings = (await scripts.SittingsOfAsync(projectId, cancellation)).Where(sitting => sitting.HandedIn > 0 || sitting.Unfinished > 0).ToArray();
        var rounds = (await data.ReadRoundsAsync(round => round.ProjectId == projectId, cancellation)).ToDictionary(round => round.SittingId, round => round.Summary);
        var unfinished = sittings.Where(sitting => rounds.GetValueOrDefault(sitting.Id)?.State != MarkingRoundState.Settled).ToArray();
        if (sittings.Length == 0 || unfinished.Length > 0)
        {
            return sittings.Length == 0
                ? ScoreRefusals.Nobody
                : ScoreRefusals.MarkingUnfinished.With(string.Join('、', unfinished.Select(sitting => sitting.Name)));
        }

        return null;
    }

    public async Task<Outcome<ReckonedScores>> ReckonAsync(Guid projectId, CancellationToken cancellation)
    {
        if (await FindObstacleAsync(projectId, cancellation) is { } obstacle)
        {
            return obstacle;
        }

        var rounds = await data.MarkingRounds.AsNoTracking().Where(round => round.ProjectId == projectId).OrderBy(round => round.OpenedAt).ThenBy(round => round.Id).ToListAsync(cancellation);
        var outcomes = await scripts.OutcomesOfAsync(projectId, cancellation);
        var marked = await MarkedScriptsAsync(rounds, cancellation);
        var changed = outcomes.FirstOrDefault(outcome => marked.TryGetValue(outcome.SessionId, out var script) && script.Sha256 != outcome.Sha256);
        if (changed is not null)
        {
            return ScoreRefusals.ScriptChanged.With(changed.TicketNumber);
        }

        if (WeightsOff(outcomes, rounds) is { } weights)
        {
            return weights;
        }

        var scores = ScoreAssembly.Assemble(outcomes.GroupBy(outcome => outcome.RegistrationId).Select(candidate => Assess([.. candidate], rounds, marked)));
        if (scores.Count == 0)
        {
            return ScoreRefusals.Nobody;
        }

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
        return new ReckonedScores(scores, marked.Count, ScoreComparison.Compare(parts, scores, again));
    }

    /// <summary>Sittings are subjects of one candidate or other hours for another: what each candidate was arranged in must weigh a whole.</summary>
    private static Refusal? WeightsOff(IReadOnlyList<SessionOutcome> outcomes, List<MarkingRound> rounds)
    {
        var weightOf = rounds.ToDictionary(round => round.SittingId, round => round.Settings.Weight);
        var off = outcomes
            .GroupBy(outcome => outcome.RegistrationId)
            .Select(candidate => candidate.Sum(outcome => weightOf.GetValueOrDefault(outcome.SittingId, 100)))
            .FirstOrDefault(weight => weight != 100, 100);
        return off == 100 ? null : ScoreRefusals.WeightsOff.With(off.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture));
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

    private static AssessedCandidate Assess(SessionOutcome[] outcomes, List<MarkingRound> rounds, Dictionary<Guid, MarkedScript> marked)
    {
        var who = outcomes[0];
        return new(who.RegistrationId, who.CandidateId, who.TicketNumber, who.Name, who.PositionId, who.Position, [.. outcomes.Select(Of)]);

        SittingOutcome Of(SessionOutcome outcome)
        {
            if (rounds.Find(round => round.SittingId == outcome.SittingId) is not { } round)
            {
                return new(outcome.SittingId, "", ScoreStanding.Absent, 0, 0, 0, 100);
            }

            var script = marked.GetValueOrDefault(outcome.SessionId);
            var standing = outcome.State switch
            {
                ScriptState.Terminated => ScoreStanding.Void,
                ScriptState.HandedIn when script is not null => ScoreStanding.Scored,
                _ => ScoreStanding.Absent,
            };
            return new(round.SittingId, round.SittingName, standing, script?.Objective ?? 0, script?.Marked ?? 0, round.FullPoints, round.Settings.Weight);
        }
    }

    private sealed record MarkedScript(Guid SessionId, string TicketNumber, string Sha256, decimal Objective, decimal Marked);
}
