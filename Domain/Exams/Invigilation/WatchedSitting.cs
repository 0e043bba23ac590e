namespace Pinchang.Domain.Exams.Invigilation;

/// <summary>What is watched, and how far each candidate is.</summary>
public sealed record WatchedSitting(SittingWatch Watch, IReadOnlyList<CandidateSight> Candidates);

/// <summary>The sitting's own part of every judgement.</summary>
public sealed record SittingWatch
{
    public required Guid SittingId { get; init; }

    public required Guid ProjectId { get; init; }

    public required Guid PaperId { get; init; }

    public required string ProjectTitle { get; init; }

    public required string Title { get; init; }

    public required DateTimeOffset OpensAt { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Whether camera and screen are recorded at all.</summary>
    public required bool Recorded { get; init; }
}
