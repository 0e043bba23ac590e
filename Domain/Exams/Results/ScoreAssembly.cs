using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Results;

/// <summary>How a candidate came out of one sitting.</summary>
public sealed record SittingOutcome(
    Guid SittingId, string Name, ScoreStanding Standing, decimal Objective, decimal Marked, decimal FullPoints, decimal Weight);

/// <summary>A candidate with what he did in each sitting of the project.</summary>
public sealed record AssessedCandidate(
    Guid RegistrationId, Guid CandidateId, string TicketNumber, string Name, Guid PositionId, string Position, IReadOnlyList<SittingOutcome> Outcomes);

/// <summary>A candidate with the total and the place among those who applied for the same position.</summary>
public sealed record AssembledScore(AssessedCandidate Candidate, ScoreStanding Standing, ScorePart[] Parts, decimal? Total, int? Rank);

/// <summary>
/// Parts to totals: each sitting's points are brought to a scale of 100 when it weighs less than the whole, weighed and added exactly;
/// only the total is rounded, to the hundredth, a half going up. A violation in one sitting voids the whole, absence from one leaves no total.
/// Equal totals share a rank and the next is skipped.
/// </summary>
public static class ScoreAssembly
{
    private const decimal Whole = 100;

    public static IReadOnlyList<AssembledScore> Assemble(IEnumerable<AssessedCandidate> candidates)
    {
        var scored = candidates.Select(Sum).ToArray();
        return
        [
            .. scored
                .GroupBy(score => score.Candidate.PositionId)
                .SelectMany(Rank)
                .OrderBy(score => score.Candidate.TicketNumber, StringComparer.Ordinal),
        ];
    }

    /// <summary>The lines of a notice as they are kept.</summary>
    public static Score[] ToLines(this IReadOnlyList<AssembledScore> scores, Guid noticeId)
    {
        var ranked = scores.Where(score => score.Rank is not null).CountBy(score => score.Candidate.PositionId).ToDictionary();
        return
        [
            .. scores.Select(score => new Score
            {
                NoticeId = noticeId,
                RegistrationId = score.Candidate.RegistrationId,
                CandidateId = score.Candidate.CandidateId,
                TicketNumber = score.Candidate.TicketNumber,
                Name = score.Candidate.Name,
                Position = score.Candidate.Position,
                Standing = score.Standing,
                Parts = score.Parts,
                Total = score.Total,
                Rank = score.Rank,
                RankedOf = ranked.GetValueOrDefault(score.Candidate.PositionId),
            }),
        ];
    }

    /// <summary>The weighed sum. One division at the end, so that no third of a point is lost on the way to a rounding.</summary>
    private static decimal Total(ScorePart[] parts)
    {
        var (sum, divisor) = (0m, 1m);
        foreach (var part in parts)
        {
            if (part.Weight == Whole)
            {
                sum += part.Points * divisor;
                continue;
            }

            sum = (sum * part.FullPoints) + (part.Points * part.Weight * divisor);
            divisor *= part.FullPoints;
        }

        return Math.Round(sum / divisor, 2, MidpointRounding.AwayFromZero);
    }

    private static AssembledScore Sum(AssessedCandidate candidate)
    {
        var standing = candidate.Outcomes.Any(outcome => outcome.Standing == ScoreStanding.Void) ? ScoreStanding.Void
            : candidate.Outcomes.Count == 0 || candidate.Outcomes.Any(outcome => outcome.Standing == ScoreStanding.Absent) ? ScoreStanding.Absent
            : ScoreStanding.Scored;
        ScorePart[] parts = standing == ScoreStanding.Void
            ? []
            :
            [
                .. candidate.Outcomes
                    .Where(outcome => outcome.Standing == ScoreStanding.Scored)
                    .Select(outcome => new ScorePart(
                        outcome.SittingId, outcome.Name, outcome.Objective + outcome.Marked, outcome.FullPoints, outcome.Objective, outcome.Marked, outcome.Weight)),
            ];
        return new(candidate, standing, parts, standing == ScoreStanding.Scored ? Total(parts) : null, null);
    }

    private static IEnumerable<AssembledScore> Rank(IEnumerable<AssembledScore> ofPosition)
    {
        var (place, rank, last) = (0, 0, (decimal?)null);
        foreach (var score in ofPosition.OrderByDescending(score => score.Total ?? -1))
        {
            place++;
            if (score.Total != last)
            {
                (rank, last) = (place, score.Total);
            }

            yield return score.Total is null ? score : score with { Rank = rank };
        }
    }
}
