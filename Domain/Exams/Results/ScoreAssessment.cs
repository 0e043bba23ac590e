using System.Globalization;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Domain.Exams.Results;

/// <summary>A script as the first scorer left it.</summary>
public sealed record MarkedScript(Guid SessionId, string TicketNumber, string Sha256, decimal Objective, decimal Marked);

/// <summary>From sessions, rounds and marked scripts to what each candidate did in each sitting of the project.</summary>
public static class ScoreAssessment
{
    private const decimal Whole = 100;

    /// <summary>Which sittings still have to be marked, or null. Where nobody handed in there is nothing to mark.</summary>
    public static Refusal? WhyUnmarked(IEnumerable<MarkedSitting> sittings, IReadOnlySet<Guid> settled)
    {
        ArgumentNullException.ThrowIfNull(settled);
        var sat = sittings.Where(sitting => sitting.HandedIn > 0 || sitting.Unfinished > 0).ToArray();
        var open = sat.Where(sitting => !settled.Contains(sitting.Id)).ToArray();
        return sat.Length == 0 ? ScoreRefusals.Nobody
            : open.Length > 0 ? ScoreRefusals.MarkingUnfinished.With(string.Join('、', open.Select(sitting => sitting.Name)))
            : null;
    }

    public static Outcome<AssessedCandidate[]> Assess(
        IReadOnlyCollection<SessionOutcome> outcomes, IEnumerable<MarkingRound> rounds, IReadOnlyDictionary<Guid, MarkedScript> scripts)
    {
        ArgumentNullException.ThrowIfNull(scripts);
        if (outcomes.Count == 0)
        {
            return ScoreRefusals.Nobody;
        }

        if (outcomes.FirstOrDefault(outcome => scripts.TryGetValue(outcome.SessionId, out var script) && script.Sha256 != outcome.Sha256) is { } changed)
        {
            return ScoreRefusals.ScriptChanged.With(changed.TicketNumber);
        }

        var roundOf = rounds.ToDictionary(round => round.SittingId);
        var candidates = outcomes.GroupBy(outcome => outcome.RegistrationId).Select(candidate => candidate.ToArray()).ToArray();
        return FindWrongWeight(candidates, roundOf) is { } weight
            ? ScoreRefusals.WeightsOff.With(weight.ToString("0.##", CultureInfo.InvariantCulture))
            : Array.ConvertAll(candidates, candidate => Assess(candidate, roundOf, scripts));
    }

    /// <summary>
    /// Sittings are subjects of one candidate or other hours for another: what each was arranged in must weigh a whole. A sitting in which
    /// nobody handed in weighs nothing, and whoever was arranged there has no total that could be wrong.
    /// </summary>
    private static decimal? FindWrongWeight(IEnumerable<SessionOutcome[]> candidates, Dictionary<Guid, MarkingRound> roundOf) => candidates
        .Where(candidate => Array.TrueForAll(candidate, outcome => roundOf.ContainsKey(outcome.SittingId)))
        .Select(candidate => (decimal?)candidate.Sum(outcome => roundOf[outcome.SittingId].Settings.Weight))
        .FirstOrDefault(weight => weight != Whole);

    private static AssessedCandidate Assess(
        SessionOutcome[] outcomes, Dictionary<Guid, MarkingRound> roundOf, IReadOnlyDictionary<Guid, MarkedScript> scripts)
    {
        var who = outcomes[0];
        return new(who.RegistrationId, who.CandidateId, who.TicketNumber, who.Name, who.PositionId, who.Position, [.. outcomes.Select(Of)]);

        SittingOutcome Of(SessionOutcome outcome)
        {
            if (!roundOf.TryGetValue(outcome.SittingId, out var round))
            {
                return new(outcome.SittingId, "", outcome.State == ScriptState.Terminated ? ScoreStanding.Void : ScoreStanding.Absent, 0, 0, 0, Whole);
            }

            var script = scripts.GetValueOrDefault(outcome.SessionId);
            var standing = outcome.State switch
            {
                ScriptState.Terminated => ScoreStanding.Void,
                ScriptState.HandedIn when script is not null => ScoreStanding.Scored,
                _ => ScoreStanding.Absent,
            };
            return new(round.SittingId, round.SittingName, standing, script?.Objective ?? 0, script?.Marked ?? 0, round.FullPoints, round.Settings.Weight);
        }
    }
}
