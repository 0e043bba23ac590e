using Orleans;

namespace Pinchang.Contracts.Exams;

/// <summary>How soon a candidate needs a look.</summary>
[GenerateSerializer, Alias("risk-level")]
public enum RiskLevel
{
    /// <summary>Gone or not there: nothing to watch.</summary>
    Quiet,

    Calm,
    Attention,
    Urgent,
}

/// <summary>Why; the first that holds, in the order in which they need a person.</summary>
[GenerateSerializer, Alias("risk-cause")]
public enum RiskCause
{
    /// <summary>Cannot go on before somebody nods.</summary>
    DeviceWaiting,

    HelpAsked,

    /// <summary>The page has not been heard of.</summary>
    Silent,

    RecordingStopped,

    /// <summary>A serious event without a decision.</summary>
    SeriousEvent,

    /// <summary>Cannot start before somebody decides.</summary>
    IdentityWaiting,

    /// <summary>An event without a decision.</summary>
    OpenEvent,

    PageLeft,

    /// <summary>The line for hints broke off and the page has not been silent for long yet.</summary>
    LineLost,

    /// <summary>Answers wait on the candidate's machine.</summary>
    AnswersPending,

    /// <summary>The start has passed and the candidate has not come.</summary>
    NotArrived,

    /// <summary>Nothing.</summary>
    None,

    NotExpectedYet,
    HandedIn,
    Terminated,
    Absent,
}

[GenerateSerializer, Immutable, Alias("candidate-risk")]
public sealed record CandidateRisk([property: Id(0)] RiskLevel Level, [property: Id(1)] RiskCause Cause, [property: Id(2)] DateTimeOffset? Since);

/// <summary>One candidate on the wall.</summary>
[GenerateSerializer, Immutable, Alias("wall-tile")]
public sealed record WallTile
{
    [Id(0)]
    public required Guid SessionId { get; init; }

    [Id(1)]
    public required string Name { get; init; }

    [Id(2)]
    public required string TicketNumber { get; init; }

    [Id(3)]
    public string? Seat { get; init; }

    [Id(4)]
    public required ExamSessionState State { get; init; }

    [Id(5)]
    public required CandidateRisk Risk { get; init; }

    [Id(6)]
    public required IdentityState Identity { get; init; }

    [Id(7)]
    public Guid? StillId { get; init; }

    [Id(8)]
    public DateTimeOffset? StillAt { get; init; }

    [Id(9)]
    public SessionEventKind? LastEvent { get; init; }

    [Id(10)]
    public DateTimeOffset? LastEventAt { get; init; }

    /// <summary>Raised events without a decision.</summary>
    [Id(11)]
    public required int OpenEvents { get; init; }

    /// <summary>Messages to this candidate that were not opened yet.</summary>
    [Id(12)]
    public required int UnreadMessages { get; init; }

    [Id(13)]
    public DateTimeOffset? HeardAt { get; init; }

    [Id(14)]
    public DateTimeOffset? Deadline { get; init; }

    [Id(15)]
    public required int ExtraSeconds { get; init; }

    [Id(16)]
    public required int Answered { get; init; }

    [Id(17)]
    public required int Questions { get; init; }

    [Id(18)]
    public string? DeviceName { get; init; }

    [Id(19)]
    public EntryRequest? EntryRequest { get; init; }

    /// <summary>Whether the candidate's page holds its line for hints; answers do not depend on it.</summary>
    [Id(22)]
    public required bool Connected { get; init; }

    /// <summary>Tracks that should be recorded and are not.</summary>
    [Id(23)]
    public required RecordingTrack[] Stopped { get; init; }
}

/// <summary><c>GET /api/exam-sittings/{id}/wall</c>, and what hub <c>Watch</c> answers: tiles come in the order in which they need a look.</summary>
[GenerateSerializer, Immutable, Alias("invigilation-wall")]
public sealed record InvigilationWall
{
    [Id(0)]
    public required Guid SittingId { get; init; }

    [Id(2)]
    public required string ProjectTitle { get; init; }

    [Id(3)]
    public required string Title { get; init; }

    [Id(4)]
    public required DateTimeOffset OpensAt { get; init; }

    [Id(5)]
    public required DateTimeOffset StartsAt { get; init; }

    [Id(6)]
    public required DateTimeOffset EndsAt { get; init; }

    [Id(7)]
    public required DateTimeOffset ServerNow { get; init; }

    /// <summary>Changes count up from here; one that is missing asks for the wall again.</summary>
    [Id(8)]
    public required long Version { get; init; }

    [Id(9)]
    public required WallTile[] Tiles { get; init; }
}

/// <summary>What changed since the version before.</summary>
[GenerateSerializer, Immutable, Alias("wall-change")]
public sealed record WallChange
{
    [Id(0)]
    public required Guid SittingId { get; init; }

    [Id(1)]
    public required long Version { get; init; }

    [Id(2)]
    public required WallTile[] Tiles { get; init; }

    [Id(3)]
    public required DateTimeOffset ServerNow { get; init; }

    /// <summary>The sitting's end, which extensions for all move.</summary>
    [Id(4)]
    public required DateTimeOffset EndsAt { get; init; }
}

/// <summary><c>GET /api/invigilation/sittings</c>: the sittings of the projects in which the caller invigilates, the next ones first.</summary>
public sealed record InvigilationSitting
{
    public required Guid Id { get; init; }

    public required Guid ProjectId { get; init; }

    public required string ProjectTitle { get; init; }

    public required string Title { get; init; }

    public required DateTimeOffset OpensAt { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    public required int Candidates { get; init; }

    /// <summary>Raised events without a decision.</summary>
    public required int OpenEvents { get; init; }
}
