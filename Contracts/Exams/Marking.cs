namespace Pinchang.Contracts.Exams;

public enum MarkingRoundState
{
    /// <summary>Markers are at work.</summary>
    Open,

    /// <summary>Every answer has its points.</summary>
    Settled,
}

public enum MarkingTaskState
{
    /// <summary>Fewer than two marks.</summary>
    Marking,

    /// <summary>Two marks lie too far apart.</summary>
    ThirdMark,

    /// <summary>The third lies near neither.</summary>
    Adjudication,

    /// <summary>It has its points.</summary>
    Settled,
}

/// <summary>How an answer came by its points.</summary>
public enum Settlement
{
    /// <summary>Nothing was written.</summary>
    Blank,

    /// <summary>The mean of two marks within the threshold.</summary>
    Mean,

    /// <summary>The mean of the third mark and the one it lies near.</summary>
    ThirdMark,

    Adjudicated,
}

public enum MarkKind
{
    First,
    Second,
    Third,

    /// <summary>A marker's own answer again, to see how he agrees with himself. Never counted.</summary>
    SelfCheck,

    Adjudication,
}

/// <summary>
/// One answer as a marker sees it: a code for the script, nothing of the person. What the candidate wrote of himself is covered.
/// </summary>
public sealed record BlindTask
{
    public required Guid Id { get; init; }

    public required Guid RoundId { get; init; }

    /// <summary>Random; two answers of one script carry the same one.</summary>
    public required string Code { get; init; }

    public required MarkingQuestion Question { get; init; }

    /// <summary>The answer, personal data in it covered by ▇.</summary>
    public required string Answer { get; init; }

    public required int Characters { get; init; }

    /// <summary>Something in the answer was covered.</summary>
    public bool Covered { get; init; }

    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>The caller's own mark, once given.</summary>
    public MarkDetails? OwnMark { get; init; }
}

/// <summary>The question with what a marker needs beside the answer.</summary>
public sealed record MarkingQuestion
{
    public required string Id { get; init; }

    /// <summary>Its number on the paper as assembled.</summary>
    public required int Number { get; init; }

    public required string Stem { get; init; }

    public string[] Pictures { get; init; } = [];

    public required decimal Points { get; init; }

    public required decimal Step { get; init; }

    public string? Reference { get; init; }

    public string? Rubric { get; init; }
}

/// <summary>A remark on a stretch of the answer, counted in characters.</summary>
public sealed record Annotation(int Start, int Length, string Text);

public sealed record ClaimAnswer(string? QuestionId = null);

public sealed record GiveMark(decimal Points, string? Comment = null, Annotation[]? Annotations = null);

/// <summary>A mark that is durable. <paramref name="Next"/> is the next answer, already taken for this marker, or null when none waits.</summary>
public sealed record MarkReceipt(Guid MarkId, Guid TaskId, decimal Points, DateTimeOffset GivenAt, BlindTask? Next);

/// <summary>What was claimed; <paramref name="Task"/> is null when nothing waits for this marker.</summary>
public sealed record ClaimedAnswer(BlindTask? Task);

public sealed record MarkDetails
{
    public required Guid Id { get; init; }

    public required MarkKind Kind { get; init; }

    /// <summary>Shown to adjudicators and officers only.</summary>
    public string? MarkerName { get; init; }

    public required decimal Points { get; init; }

    public string? Comment { get; init; }

    public Annotation[] Annotations { get; init; } = [];

    public required DateTimeOffset GivenAt { get; init; }
}

/// <summary>A question as a choice on the marker's desk.</summary>
public sealed record DeskQuestion
{
    public required Guid RoundId { get; init; }

    public required string RoundTitle { get; init; }

    public required string QuestionId { get; init; }

    public required int Number { get; init; }

    public required decimal Points { get; init; }

    /// <summary>Answers that this marker could take now.</summary>
    public required int Waiting { get; init; }

    public required int Done { get; init; }
}

public sealed record MarkerDesk
{
    public required DeskQuestion[] Questions { get; init; }

    /// <summary>An answer that is already in the marker's hands.</summary>
    public BlindTask? Held { get; init; }

    public required int MarkedToday { get; init; }

    /// <summary>Answers that wait for an adjudicator, when the caller is one.</summary>
    public required int Adjudications { get; init; }
}

/// <summary>An answer that the markers did not agree on, with all that they gave.</summary>
public sealed record AdjudicationCase
{
    public required BlindTask Task { get; init; }

    public required MarkDetails[] Marks { get; init; }

    public required decimal Threshold { get; init; }

    /// <summary>Why an officer or a spot check sent it here, when one did.</summary>
    public string? ReopenedReason { get; init; }
}

public sealed record Adjudicate(decimal Points, string Reason);

public sealed record ReopenTask(string Reason);

/// <summary>What the officer's second look came to: agreed, or sent to the adjudicator with the reason.</summary>
public sealed record DecideSpotCheck(bool Agreed, string? Note);

public sealed record DecideSelfNaming(bool Referred, string Note);

/// <param name="MarkedBySelf">The caller gave one of its marks; somebody else must decide.</param>
/// <param name="Reopened">Sent back by the office, not by the markers' disagreement.</param>
public sealed record WaitingAdjudication(
    Guid TaskId, string RoundTitle, string Code, int QuestionNumber, decimal Points, bool MarkedBySelf, bool Reopened);
