namespace Pinchang.Contracts.Exams;

/// <summary>Opens the marking of a finished sitting.</summary>
public sealed record OpenMarking(MarkingSettings? Settings = null);

/// <summary>The marking of a project, one round for each sitting.</summary>
public sealed record MarkingOverview
{
    public required Guid ProjectId { get; init; }

    public required string ProjectTitle { get; init; }

    public required MarkingSitting[] Sittings { get; init; }
}

/// <summary>A sitting with its marking, when that was opened.</summary>
public sealed record MarkingSitting
{
    public required Guid SittingId { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    public required int Scripts { get; init; }

    /// <summary>Sessions that are not handed in yet; marking opens when none is left.</summary>
    public required int Unfinished { get; init; }

    /// <summary>Candidates whose late answers wait for a decision; marking opens when none is left.</summary>
    public required int LateUndecided { get; init; }

    public MarkingRoundSummary? Round { get; init; }
}

public sealed record MarkingRoundSummary
{
    public required Guid Id { get; init; }

    public required MarkingRoundState State { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required int Tasks { get; init; }

    public required int Settled { get; init; }

    public required int Adjudications { get; init; }

    public required decimal Weight { get; init; }
}

public sealed record MarkingRoundDetails
{
    public required MarkingRoundSummary Summary { get; init; }

    public required Guid ProjectId { get; init; }

    public required string SittingName { get; init; }

    public required MarkingSettings Settings { get; init; }

    public required QuestionProgress[] Questions { get; init; }

    public required MarkerFigures[] Markers { get; init; }

    /// <summary>Whether anybody has marked: from then on only the weight can be changed.</summary>
    public required bool IsMarked { get; init; }

    /// <summary>The first hundred, those that wait before the others.</summary>
    public required SpotCheck[] SpotChecks { get; init; }

    public required int SpotChecksOpen { get; init; }

    public required int SpotChecksDone { get; init; }

    /// <summary>The first hundred, those that wait before the others.</summary>
    public required SelfNamedScript[] SelfNamed { get; init; }

    public required int SelfNamedScripts { get; init; }

    /// <summary>Unsettled answers that a marker gave back: they wait for somebody who has not, or go to the adjudicator. The first hundred.</summary>
    public required GivenBackAnswer[] GivenBack { get; init; }
}

public sealed record QuestionProgress
{
    public required string QuestionId { get; init; }

    public required int Number { get; init; }

    public required decimal Points { get; init; }

    public required decimal Threshold { get; init; }

    public required int Tasks { get; init; }

    public required int Thirds { get; init; }

    public required int Adjudications { get; init; }

    public required int Settled { get; init; }

    public decimal? Mean { get; init; }

    public decimal? Spread { get; init; }
}

/// <summary>How one marker marks, on the scale 0–1 of each question's points, so that questions of different weight can be compared.</summary>
public sealed record MarkerFigures
{
    public required Guid MarkerId { get; init; }

    public required string Name { get; init; }

    public required int Marks { get; init; }

    public required int SecondsPerMark { get; init; }

    /// <summary>Mean share of the points given.</summary>
    public required decimal Mean { get; init; }

    /// <summary>Standard deviation of that share.</summary>
    public required decimal Spread { get; init; }

    /// <summary>Mean difference to the other marker of the same answers: above 0 is milder, below 0 stricter.</summary>
    public decimal? Leaning { get; init; }

    /// <summary>Share of answers marked by two in which this marker stayed within the threshold of the points finally settled.</summary>
    public decimal? Agreement { get; init; }

    public required int SelfChecks { get; init; }

    /// <summary>Share of unannounced repeats within the threshold of the own first mark.</summary>
    public decimal? SelfAgreement { get; init; }
}

public enum SpotCheckCause
{
    /// <summary>Drawn by lot.</summary>
    Sample,

    /// <summary>Something was written and earned nothing.</summary>
    ZeroPoints,

    /// <summary>Full points.</summary>
    FullPoints,
}

public sealed record SpotCheck(
    Guid TaskId, string Code, int QuestionNumber, decimal Points, decimal MaxPoints, Settlement By, SpotCheckCause Cause, bool? Agreed, string? Note);

/// <param name="Marks">How many have marked it.</param>
public sealed record GivenBackAnswer(Guid TaskId, string Code, int QuestionNumber, int Marks);

/// <summary>A script in which the candidate gives himself away.</summary>
public sealed record SelfNamedScript(Guid ScriptId, string Code, int QuestionNumber, string[] What, bool? Referred, string? Note);

/// <summary>An answer as the officer reads it at a spot check: everything but the person.</summary>
public sealed record SpotCheckDetails(AdjudicationCase Case, SpotCheck Check);
