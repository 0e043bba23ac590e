using Orleans;

namespace Pinchang.Contracts.Exams;

/// <summary>Where a moment lies for one session: what the clock alone says, whatever the candidate did.</summary>
[GenerateSerializer, Alias("session-phase")]
public enum SessionPhase
{
    /// <summary>Before entry opens.</summary>
    NotOpen,

    /// <summary>Entry is open: checks and waiting.</summary>
    Waiting,

    /// <summary>The exam runs.</summary>
    Running,

    /// <summary>Past the deadline, within the grace: what is on its way still counts.</summary>
    Grace,

    /// <summary>Nothing received now counts by itself.</summary>
    Over,
}

/// <summary>What the candidate did so far. It only ever goes forward.</summary>
[GenerateSerializer, Alias("exam-session-state")]
public enum ExamSessionState
{
    Arranged,
    Entered,
    Started,
    HandedIn,

    /// <summary>Ended by an invigilator (违纪).</summary>
    Terminated,

    /// <summary>Never started.</summary>
    Absent,
}

/// <summary>Who ended a session.</summary>
[GenerateSerializer, Alias("session-end-kind")]
public enum SessionEndKind
{
    ByCandidate,

    /// <summary>By the server for whoever had not handed in.</summary>
    AtDeadline,

    Terminated,
    Absent,
}

[GenerateSerializer, Alias("identity-state")]
public enum IdentityState
{
    None,
    Submitted,
    Passed,
    Refused,

    /// <summary>Let through without, by an invigilator with a reason.</summary>
    Waived,
}

/// <param name="IdentityReason">Why it was refused or waived.</param>
[GenerateSerializer, Immutable, Alias("session-checks")]
public sealed record SessionChecks(bool Device, IdentityState Identity, string? IdentityReason, bool Rules);

/// <summary>What a sitting asks of its candidates; part of the sitting, changed only before it opens.</summary>
[GenerateSerializer, Immutable, Alias("sitting-settings")]
public sealed record SittingSettings
{
    /// <summary>Camera, microphone and screen are recorded in pieces.</summary>
    [Id(0)]
    public bool Recording { get; init; } = true;

    /// <summary>Nobody starts before an invigilator passed or waived the identity check.</summary>
    [Id(1)]
    public bool IdentityCheck { get; init; } = true;

    [Id(2)]
    public bool DeviceCheck { get; init; } = true;

    /// <summary>What the candidate reads and acknowledges before the start.</summary>
    [Id(3)]
    public string Rules { get; init; } = "";
}

/// <summary><c>GET /api/exam-sessions/mine</c>: the candidate's own exams, newest first.</summary>
[GenerateSerializer, Immutable, Alias("exam-session-summary")]
public sealed record ExamSessionSummary(
    Guid Id,
    Guid SittingId,
    Guid ProjectId,
    string Title,
    string TicketNumber,
    string? Seat,
    ExamSessionState State,
    SessionPhase Phase,
    DateTimeOffset OpensAt,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt);

/// <summary>Everything the exam page needs; also the answer to an entry.</summary>
[GenerateSerializer, Immutable, Alias("exam-session-view")]
public sealed record ExamSessionView
{
    [Id(0)]
    public required Guid Id { get; init; }

    [Id(1)]
    public required Guid SittingId { get; init; }

    [Id(2)]
    public required Guid ProjectId { get; init; }

    [Id(3)]
    public required Guid PaperId { get; init; }

    [Id(4)]
    public required string Title { get; init; }

    [Id(5)]
    public required string CandidateName { get; init; }

    [Id(6)]
    public required string TicketNumber { get; init; }

    [Id(7)]
    public string? Seat { get; init; }

    [Id(8)]
    public required ExamSessionState State { get; init; }

    [Id(9)]
    public required SessionPhase Phase { get; init; }

    [Id(10)]
    public required DateTimeOffset OpensAt { get; init; }

    [Id(11)]
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>After this nobody starts; who has started comes back at any time.</summary>
    [Id(12)]
    public required DateTimeOffset LatestEntryAt { get; init; }

    /// <summary>Before this nobody hands in.</summary>
    [Id(13)]
    public required DateTimeOffset EarliestHandInAt { get; init; }

    /// <summary>This candidate's own end, extensions included; null means "not known yet", never "over".</summary>
    [Id(14)]
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>By how much extensions moved the end, in seconds.</summary>
    [Id(15)]
    public required int ExtraSeconds { get; init; }

    [Id(16)]
    public required DateTimeOffset ServerNow { get; init; }

    /// <summary>The newest entry; null before the first. Only its holder's answers are applied.</summary>
    [Id(17)]
    public int? Epoch { get; init; }

    /// <summary>Highest n such that 1…n of this epoch are durable.</summary>
    [Id(18)]
    public required long DurableSequence { get; init; }

    [Id(19)]
    public required SessionChecks Checks { get; init; }

    [Id(20)]
    public required SittingSettings Settings { get; init; }

    /// <summary>Once started.</summary>
    [Id(21)]
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Another device asks to take over and waits for the invigilator's nod.</summary>
    [Id(23)]
    public EntryRequest? EntryRequest { get; init; }

    [Id(24)]
    public ExamReceipt? Receipt { get; init; }

    /// <summary>Why an invigilator ended it.</summary>
    [Id(25)]
    public string? EndReason { get; init; }
}

/// <summary>Another device at the door of a session that one device holds.</summary>
[GenerateSerializer, Immutable, Alias("entry-request")]
public sealed record EntryRequest(string DeviceId, string DeviceName, DateTimeOffset At, bool Admitted);

/// <summary><c>POST …/entries</c>. The id is the browser's own, kept in its storage; a tab of the same browser has the same.</summary>
public sealed record EnterExamRequest(string DeviceId, string DeviceName);

/// <summary><c>POST …/admissions</c>, by an invigilator: the device that asks may come in, or may not.</summary>
public sealed record AdmitDeviceRequest(string DeviceId, bool Admit, string? Reason = null);

/// <summary><c>POST …/device-checks</c>: what the browser found; null for what it did not look at. Whether that will do, the server says.</summary>
/// <param name="Detail">What the candidate was shown.</param>
[GenerateSerializer, Immutable, Alias("device-check")]
public sealed record DeviceCheckRequest(bool? Camera, bool? Microphone, bool? Screen, bool? Storage, string? Detail = null);

/// <summary><c>POST …/identity-photos</c>: files the candidate uploaded before.</summary>
public sealed record IdentityPhotosRequest(Guid DocumentFileId, Guid FaceFileId);

/// <summary><c>POST …/identity-decisions</c>: Passed, Refused or Waived; the latter two need a reason.</summary>
/// <param name="WaiveDevice">Lets an unfit device through as well, with the same reason.</param>
public sealed record IdentityDecisionRequest(IdentityState Decision, string? Reason = null, bool WaiveDevice = false);

/// <summary><c>POST …/rules-acknowledgements</c>: after they were read.</summary>
public sealed record AcknowledgeRulesRequest(bool Read);

/// <summary><c>POST …/starts</c>.</summary>
public sealed record StartExamRequest(int Epoch);

/// <summary>What everybody asks for in one moment, so nothing that could have been fetched before: paper and draw lie in the browser.</summary>
/// <param name="PaperKey">32 bytes in base64; opens the bytes of <c>GET /api/exam-sittings/{id}/paper</c>.</param>
public sealed record ExamStart(string PaperKey, DateTimeOffset Deadline, DateTimeOffset ServerNow, DateTimeOffset StartedAt);

/// <summary>What was answered to one question; by kind exactly one is given. All null takes an earlier answer back.</summary>
[GenerateSerializer, Immutable, Alias("answer-response")]
public sealed record AnswerResponse(string[]? Choices = null, string[]? Blanks = null, string? Text = null);

/// <summary>One change of one answer, numbered by the browser from 1 per epoch without gaps.</summary>
/// <param name="Marked">Marked for later.</param>
/// <param name="At">When it was made, by the browser's idea of the server's clock: evidence, never judged by.</param>
[GenerateSerializer, Immutable, Alias("answer-item")]
public sealed record AnswerItem(long Sequence, string QuestionId, AnswerResponse Response, bool Marked, DateTimeOffset At);

/// <summary><c>PUT …/answers</c>: changes in the order they were made; sending again is safe.</summary>
public sealed record SaveAnswersRequest(int Epoch, AnswerItem[] Items);

/// <summary>
/// Every item of the request is durable. <paramref name="DurableSequence"/> says more: all of 1…n of this epoch are, in whatever
/// order the requests arrived, so the browser may forget them.
/// </summary>
[GenerateSerializer, Immutable, Alias("answer-ack")]
public sealed record AnswerAck(long DurableSequence, DateTimeOffset ServerNow, DateTimeOffset Deadline, SessionPhase Phase);

/// <summary><c>GET …/answers</c>: the newest answer per question, to go on from another machine.</summary>
[GenerateSerializer, Immutable, Alias("answer-sheet")]
public sealed record AnswerSheet(int? Epoch, long DurableSequence, SheetEntry[] Answers);

[GenerateSerializer, Immutable, Alias("sheet-entry")]
public sealed record SheetEntry(string QuestionId, AnswerResponse Response, bool Marked, int Epoch, long Sequence, DateTimeOffset ReceivedAt);

/// <summary><c>POST …/heartbeats</c>, about every 15 s; null where the page does not say.</summary>
/// <param name="Pending">Changes that the browser holds and the server has not acknowledged.</param>
/// <param name="Visible">Whether the page is on top.</param>
/// <param name="Camera">Whether the camera is being recorded; the next two likewise.</param>
[GenerateSerializer, Immutable, Alias("heartbeat")]
public sealed record Heartbeat(
    int Epoch, int Pending, bool? Visible = null, bool? Camera = null, bool? Microphone = null, bool? Screen = null, bool? FullScreen = null);

/// <param name="Overtaken">A newer entry holds the session.</param>
[GenerateSerializer, Immutable, Alias("heartbeat-ack")]
public sealed record HeartbeatAck(
    DateTimeOffset ServerNow, DateTimeOffset? Deadline, SessionPhase Phase, ExamSessionState State, bool Overtaken);

/// <summary><c>POST …/hand-in</c>: with whatever is not acknowledged yet. A second hand-in gets the first one's receipt.</summary>
public sealed record HandInRequest(int Epoch, long LastSequence, AnswerItem[] Items);

/// <summary>What was handed in, in a form anybody can compute again from <c>GET …/canonical-answers</c> (docs/adr/0008).</summary>
/// <param name="Code">The first ten Crockford base-32 characters of the hash, as XXXXX-XXXXX.</param>
/// <param name="Answered">Questions with an answer, of <paramref name="Questions"/>.</param>
/// <param name="Version">Grows when a named officer accepts answers that came late.</param>
[GenerateSerializer, Immutable, Alias("exam-receipt")]
public sealed record ExamReceipt(
    string Code, string Sha256, DateTimeOffset HandedInAt, int Answered, int Questions, SessionEndKind EndKind, int Version = 1);
