using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Domain.Exams.Results;

/// <summary>What the second scorer made of one candidate's sitting.</summary>
public sealed record RecomputedPart(Guid SessionId, decimal Objective, decimal? Marked);

/// <summary>
/// The second scorer (P2): from the raw, append-only answers and marks, by an algorithm of its own, it says what each session earned.
/// It shares no code and no derived row with the first; where the two differ, nothing is released.
/// </summary>
public interface IIndependentScorer
{
    Task<IReadOnlyList<RecomputedPart>> RecomputeAsync(MarkingRound round, CancellationToken cancellation);
}

/// <summary>What the first scorer says of a session, to be held against the second.</summary>
public sealed record ComputedPart(Guid SessionId, string TicketNumber, string SittingName, decimal Objective, decimal Marked);

/// <summary>Holds the two against each other: each session must be in both, with the same points.</summary>
public static class ScoreComparison
{
    public const string ObjectivePart = "objective";
    public const string MarkedPart = "marked";

    public static IReadOnlyList<ScoreDifference> Compare(IEnumerable<ComputedPart> first, IEnumerable<RecomputedPart> second)
    {
        var again = second.ToDictionary(part => part.SessionId);
        var differences = new List<ScoreDifference>();
        foreach (var part in first)
        {
            again.Remove(part.SessionId, out var other);
            Note(part.TicketNumber, ObjectivePart, part.Objective, other?.Objective);
            Note(part.TicketNumber, MarkedPart, part.Marked, other?.Marked);
        }

        foreach (var stranger in again.Values)
        {
            Note("", ObjectivePart, null, stranger.Objective);
        }

        return differences;

        void Note(string ticket, string part, decimal? one, decimal? two)
        {
            if (one != two)
            {
                differences.Add(new(ticket, part, one, two));
            }
        }
    }
}
