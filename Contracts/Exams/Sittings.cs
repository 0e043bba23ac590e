namespace Pinchang.Contracts.Exams;

public enum SittingState
{
    /// <summary>Times may change; sessions may be arranged.</summary>
    Planned,

    Cancelled,
}

/// <summary><c>POST /api/exam-projects/{id}/sittings</c>.</summary>
/// <param name="OpensAt">Entry; 30 minutes before the start when null.</param>
/// <param name="LatestEntryAt">30 minutes after the start when null.</param>
/// <param name="MinutesBeforeHandIn">Nobody hands in earlier after the start.</param>
public sealed record PlanSittingRequest(
    Guid PaperId,
    string Name,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    DateTimeOffset? OpensAt = null,
    DateTimeOffset? LatestEntryAt = null,
    int MinutesBeforeHandIn = 30,
    int GraceSeconds = 120,
    SittingSettings? Settings = null);

/// <summary>One paper, one time window (考试场次).</summary>
public sealed record SittingDetails
{
    public required Guid Id { get; init; }
    public required Guid ProjectId { get; init; }
    public required Guid PaperId { get; init; }
    public required string Name { get; init; }
    public required SittingState State { get; init; }
    public required DateTimeOffset OpensAt { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
    public required DateTimeOffset LatestEntryAt { get; init; }
    public required DateTimeOffset EarliestHandInAt { get; init; }
    public required int GraceSeconds { get; init; }

    /// <summary>Granted to the whole sitting, in <see cref="EndsAt"/> not counted.</summary>
    public required int ExtraSeconds { get; init; }

    public required SittingSettings Settings { get; init; }
    public required SittingFigures Figures { get; init; }
}

public sealed record SittingFigures(int Arranged, int Entered, int Started, int HandedIn, int Terminated, int Absent);

/// <summary>The answer to <c>POST /api/exam-sittings/{id}/arrangement</c>.</summary>
public sealed record ArrangementResult(int Arranged, int Total);

/// <summary><c>GET /api/exam-sittings/{id}/sessions?state=&amp;q=&amp;page=</c>.</summary>
public sealed record SittingSession(
    Guid Id,
    string CandidateName,
    string TicketNumber,
    string? Seat,
    ExamSessionState State,
    SessionEndKind? EndKind,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    int ExtraSeconds,
    int OutageSeconds,
    int LateAnswers,
    string? ReceiptCode);

/// <summary><c>POST …/extensions</c> of a session or a sitting: 1–240 minutes.</summary>
public sealed record ExtendRequest(int Minutes, string Reason);

/// <summary><c>POST …/endings</c>: an invigilator ends a session at once; a second member of staff saw it too (EX-6.3-viol).</summary>
public sealed record EndSessionRequest(string Rule, string Reason, string Evidence, Guid SecondPersonId);

/// <summary><c>GET /api/exam-sittings/{id}/late-answers</c>: by session.</summary>
public sealed record LateAnswers(
    Guid SessionId,
    string CandidateName,
    string TicketNumber,
    int Items,
    DateTimeOffset Deadline,
    DateTimeOffset FirstReceivedAt,
    DateTimeOffset LastReceivedAt,
    LateDecision? Decision);

public sealed record LateDecision(bool Accepted, string Reason, string DecidedBy, DateTimeOffset At);

/// <summary><c>POST …/late-decisions</c>.</summary>
public sealed record DecideLateRequest(bool Accept, string Reason);

/// <summary>
/// <c>POST /api/exam-sittings/{id}/answer-files</c>: what a candidate's page exported when no network came back, as it is in the file.
/// It is kept apart as late answers, on which a named officer decides.
/// </summary>
/// <param name="Format">pinchang-answers-1.</param>
/// <param name="Session">The session that it is bound to.</param>
/// <param name="Nonce">12 bytes in base64.</param>
/// <param name="Sealed">Ciphertext and tag of AES-256-GCM in base64, under a key that follows from the paper's.</param>
public sealed record AnswerFile(string Format, Guid Session, int Epoch, string Nonce, string Sealed);

/// <param name="Items">Changes in the file.</param>
/// <param name="Kept">Of these, what the server did not have.</param>
/// <param name="Missing">Changes that the browser had numbered before these and that neither came nor are in the file.</param>
public sealed record AnswerFileReceipt(Guid SessionId, string CandidateName, string TicketNumber, int Items, int Kept, long Missing);

/// <summary><c>GET /api/exam-sittings/{id}/outages</c>: gaps in what was heard of a candidate while the exam ran.</summary>
/// <param name="ByServer">The platform itself was away in it.</param>
public sealed record SessionOutage(
    Guid SessionId,
    string CandidateName,
    string TicketNumber,
    DateTimeOffset From,
    DateTimeOffset To,
    int Seconds,
    bool ByServer,
    bool Compensated);

/// <summary><c>POST /api/exam-sittings/{id}/compensations</c>: gives each session the time of its outages back, in whole minutes.</summary>
public sealed record CompensateRequest(Guid[] SessionIds, string Reason);

public sealed record CompensationResult(int Sessions, int Minutes);

public static class SittingRefusals
{
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "exam.sitting-not-found");
    public static readonly Refusal Times = new(RefusalKind.Invalid, "exam.sitting-times");

    /// <summary>The start lies in the past.</summary>
    public static readonly Refusal StartsInPast = new(RefusalKind.Invalid, "exam.sitting-starts-in-past");

    public static readonly Refusal PaperForeign = new(RefusalKind.NotFound, "exam.sitting-paper-foreign");
    public static readonly Refusal PaperUnsealed = new(RefusalKind.Unprocessable, "exam.sitting-paper-unsealed");

    /// <summary>The paper's lock opens only at {0}, after the start.</summary>
    public static readonly Refusal PaperLocked = new(RefusalKind.Unprocessable, "exam.sitting-paper-locked");

    public static readonly Refusal Over = new(RefusalKind.Gone, "exam.sitting-over");
    public static readonly Refusal NobodyToArrange = new(RefusalKind.Unprocessable, "exam.sitting-nobody");
    public static readonly Refusal NoOutages = new(RefusalKind.Unprocessable, "exam.no-outages");
}
