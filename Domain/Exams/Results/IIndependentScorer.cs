using Pinchang.Domain.Exams.Marking;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Domain.Exams.Results;

/// <summary>A round with the key of its paper, as far as the second scorer may know of the first one's work.</summary>
public sealed record RoundToRecompute(MarkingRound Round, MarkingKey Key);

/// <summary>What the second scorer made of one session. <paramref name="Marked"/> is null where marks do not yet give points.</summary>
public sealed record RecomputedPart(Guid SessionId, string TicketNumber, decimal Objective, decimal? Marked);

/// <summary>Everything that the second scorer says. Totals are by registration; null where the candidate has none.</summary>
public sealed record RecomputedScores(IReadOnlyList<RecomputedPart> Parts, IReadOnlyDictionary<Guid, decimal?> Totals);

/// <summary>
/// The second scorer: from the raw, append-only answers and marks, by an algorithm of its own, it says what each session earned.
/// It shares no code and no derived row with the first; where the two differ, nothing is released.
/// </summary>
public interface IIndependentScorer
{
    Task<RecomputedScores> RecomputeAsync(IReadOnlyList<RoundToRecompute> rounds, CancellationToken cancellation);
}
