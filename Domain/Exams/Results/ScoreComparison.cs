using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Results;

/// <summary>What the first scorer says of a session, to be held against the second.</summary>
public sealed record ComputedPart(Guid SessionId, string TicketNumber, decimal Objective, decimal? Marked);

/// <summary>Holds the two scorers against each other: the same sessions and candidates, with the same points.</summary>
public static class ScoreComparison
{
    public const string ObjectivePart = "objective";
    public const string MarkedPart = "marked";
    public const string TotalPart = "total";

    public static IReadOnlyList<ScoreDifference> Compare(
        IEnumerable<ComputedPart> parts, IEnumerable<AssembledScore> totals, RecomputedScores again)
    {
        ArgumentNullException.ThrowIfNull(again);
        var differences = new List<ScoreDifference>();
        var others = again.Parts.ToDictionary(part => part.SessionId);
        foreach (var part in parts)
        {
            others.Remove(part.SessionId, out var other);
            Note(part.TicketNumber, ObjectivePart, part.Objective, other?.Objective);
            Note(part.TicketNumber, MarkedPart, part.Marked, other?.Marked);
        }

        foreach (var stranger in others.Values)
        {
            Note(stranger.TicketNumber, ObjectivePart, null, stranger.Objective);
            Note(stranger.TicketNumber, MarkedPart, null, stranger.Marked);
        }

        foreach (var score in totals)
        {
            Note(score.Candidate.TicketNumber, TotalPart, score.Total, again.Totals.GetValueOrDefault(score.Candidate.RegistrationId));
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
