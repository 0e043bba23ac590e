using Orleans;

namespace Pinchang.Contracts.Exams;

/// <summary><c>POST /api/exam-sittings/{id}/messages</c>: 1–300 characters, to one session or, without one, to all of the sitting.</summary>
public sealed record SendInvigilationMessage(string Text, Guid? SessionId = null);

[GenerateSerializer, Immutable, Alias("invigilation-message")]
public sealed record InvigilationMessage
{
    [Id(0)]
    public required Guid Id { get; init; }

    [Id(1)]
    public required Guid SittingId { get; init; }

    /// <summary>Null when it is for all.</summary>
    [Id(2)]
    public Guid? SessionId { get; init; }

    [Id(3)]
    public required string Text { get; init; }

    /// <summary>监考员 to candidates, the sender's name to staff.</summary>
    [Id(4)]
    public required string SentBy { get; init; }

    [Id(5)]
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>When this candidate opened it; for staff and a message to all see <see cref="Read"/>.</summary>
    [Id(6)]
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>How many have opened it (staff only).</summary>
    [Id(7)]
    public int Read { get; init; }
}

/// <summary>
/// <c>POST /api/exam-sessions/{id}/message-receipts</c> by the candidate's page when the messages were shown;
/// <c>GET /api/exam-sessions/{id}/messages</c> gives all of them.
/// </summary>
public sealed record ReadInvigilationMessages(Guid[] MessageIds);

/// <summary>What was done about a session.</summary>
public enum MeasureKind
{
    DeviceAdmitted,
    DeviceRefused,
    IdentityPassed,
    IdentityRefused,
    IdentityWaived,
    Extended,
    Terminated,
    LateAnswersAccepted,
    LateAnswersRefused,

    /// <summary>Somebody looked live, or at what was recorded.</summary>
    Looked,
}

/// <summary>One measure: who, when, why.</summary>
public sealed record SessionMeasure
{
    public required MeasureKind Kind { get; init; }

    public required string TakenBy { get; init; }

    public required DateTimeOffset TakenAt { get; init; }

    public string? Reason { get; init; }

    /// <summary>The rule that was broken, and what shows it, when the session was terminated.</summary>
    public string? Rule { get; init; }

    public string? Evidence { get; init; }

    public int? Minutes { get; init; }

    /// <summary>Granted to the whole sitting.</summary>
    public bool ForAll { get; init; }

    /// <summary>EX-6.3-viol: who was named as the second person.</summary>
    public string? SecondPerson { get; init; }

    /// <summary>Null while the second person has not answered.</summary>
    public bool? Confirmed { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public string? Objection { get; init; }

    /// <summary>The caller is that second person and has not answered yet.</summary>
    public bool AwaitsYou { get; init; }
}

/// <summary><c>POST /api/exam-sessions/{id}/termination-confirmations</c> by the second person; an objection needs its reason.</summary>
public sealed record ConfirmTermination(bool Agreed, string? Reason = null);

/// <summary>A colleague who may be named as the second person.</summary>
public sealed record FellowInvigilator(Guid UserId, string Name);

/// <summary><c>GET /api/exam-sessions/{id}/timeline</c>: everything about one candidate, newest last.</summary>
public sealed record SessionTimeline
{
    public required WallTile Tile { get; init; }

    public required SessionEvent[] Events { get; init; }

    public required InvigilationMessage[] Messages { get; init; }

    public required SessionMeasure[] Measures { get; init; }

    public required RecordingRun[] Recordings { get; init; }

    /// <summary>The newest, at most sixty.</summary>
    public required StillReceipt[] Stills { get; init; }

    /// <summary>Files for <c>GET /api/files/{id}</c>.</summary>
    public Guid? DocumentFileId { get; init; }

    public Guid? FaceFileId { get; init; }

    /// <summary>The photo of the registration.</summary>
    public Guid? PhotoFileId { get; init; }

    public required FellowInvigilator[] Fellows { get; init; }
}
