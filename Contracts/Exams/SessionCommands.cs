using Orleans;

namespace Pinchang.Contracts.Exams;

/// <summary>A member of staff who acts on a session, as Api knows them.</summary>
[GenerateSerializer, Immutable, Alias("exam-actor")]
public sealed record ExamActor(Guid UserId, string Name);

/// <summary>Commands carry when the request came in: windows are judged by it, however long it queued.</summary>
[GenerateSerializer, Immutable, Alias("enter-exam")]
public sealed record EnterExam(Guid CandidateId, string DeviceId, string DeviceName, DateTimeOffset ReceivedAt);

[GenerateSerializer, Immutable, Alias("admit-device")]
public sealed record AdmitDevice(ExamActor Actor, string DeviceId, bool Admit, string? Reason, DateTimeOffset ReceivedAt);

[GenerateSerializer, Immutable, Alias("record-device-check")]
public sealed record RecordDeviceCheck(Guid CandidateId, DeviceCheckRequest Found, DateTimeOffset ReceivedAt);

[GenerateSerializer, Immutable, Alias("submit-identity")]
public sealed record SubmitIdentity(Guid CandidateId, Guid DocumentFileId, Guid FaceFileId, DateTimeOffset ReceivedAt);

/// <param name="WaiveDevice">Lets an unfit device through as well.</param>
[GenerateSerializer, Immutable, Alias("decide-identity")]
public sealed record DecideIdentity(ExamActor Actor, IdentityState Decision, string? Reason, bool WaiveDevice, DateTimeOffset ReceivedAt);

[GenerateSerializer, Immutable, Alias("acknowledge-rules")]
public sealed record AcknowledgeRules(Guid CandidateId, DateTimeOffset ReceivedAt);

[GenerateSerializer, Immutable, Alias("start-exam")]
public sealed record StartExam(Guid CandidateId, int Epoch, DateTimeOffset ReceivedAt);

/// <summary>The session has started, durably; the key is Api's to add.</summary>
[GenerateSerializer, Immutable, Alias("exam-started")]
public sealed record ExamStarted(Guid SittingId, Guid PaperId, DateTimeOffset Deadline, DateTimeOffset StartedAt);

[GenerateSerializer, Immutable, Alias("save-answers")]
public sealed record SaveAnswers(Guid CandidateId, int Epoch, AnswerItem[] Items, DateTimeOffset ReceivedAt);

[GenerateSerializer, Immutable, Alias("hand-in")]
public sealed record HandIn(Guid CandidateId, int Epoch, long LastSequence, AnswerItem[] Items, DateTimeOffset ReceivedAt);

[GenerateSerializer, Immutable, Alias("extend-session")]
public sealed record ExtendSession(Guid CommandId, ExamActor Actor, int Minutes, string Reason, DateTimeOffset ReceivedAt);

/// <summary>Gives the time of outages back, in whole minutes; each outage counts once, whatever command names it.</summary>
[GenerateSerializer, Immutable, Alias("compensate-outages")]
public sealed record CompensateOutages(ExamActor Actor, OutageTime[] Outages, string Reason, DateTimeOffset ReceivedAt);

/// <param name="Id">Follows from the session and the outage's beginning.</param>
[GenerateSerializer, Immutable, Alias("outage-time")]
public sealed record OutageTime(Guid Id, int Seconds);

/// <param name="Rule">The rule that was broken; evidence and reason are kept with it (EX-6.3-viol).</param>
[GenerateSerializer, Immutable, Alias("terminate-session")]
public sealed record TerminateSession(
    ExamActor Actor, string Rule, string Reason, string Evidence, Guid SecondPersonId, DateTimeOffset ReceivedAt);

/// <summary>An officer brings in what a candidate's machine had exported.</summary>
/// <param name="Sha256">Of the file's sealed bytes: the same file is known again.</param>
[GenerateSerializer, Immutable, Alias("keep-answer-file")]
public sealed record KeepAnswerFile(ExamActor Actor, string Sha256, int Epoch, AnswerItem[] Items, DateTimeOffset ReceivedAt);

[GenerateSerializer, Immutable, Alias("kept-answer-file")]
public sealed record KeptAnswerFile(int Kept, long Missing);

/// <summary>A named officer decides on answers that came after the end.</summary>
[GenerateSerializer, Immutable, Alias("decide-late-answers")]
public sealed record DecideLateAnswers(ExamActor Actor, bool Accept, string Reason, DateTimeOffset ReceivedAt);

/// <summary>
/// The whole state of a session, told to the invigilators after each durable change and each heartbeat: a hint, the latest wins. It may
/// be lost; whoever needs the truth reads the session.
/// </summary>
[GenerateSerializer, Immutable, Alias("session-report")]
public sealed record SessionReport
{
    [Id(0)]
    public required Guid SessionId { get; init; }

    [Id(1)]
    public required Guid SittingId { get; init; }

    [Id(3)]
    public required DateTimeOffset At { get; init; }

    [Id(4)]
    public required ExamSessionState State { get; init; }

    [Id(5)]
    public required SessionChecks Checks { get; init; }

    [Id(7)]
    public DateTimeOffset? Deadline { get; init; }

    [Id(8)]
    public EntryRequest? EntryRequest { get; init; }

    /// <summary>Questions with an answer.</summary>
    [Id(9)]
    public int Answered { get; init; }

    [Id(13)]
    public int Questions { get; init; }

    [Id(14)]
    public int ExtraSeconds { get; init; }

    /// <summary>The device that holds the session.</summary>
    [Id(15)]
    public string? DeviceName { get; init; }

    /// <summary>When the browser was last heard of, and what it said.</summary>
    [Id(10)]
    public DateTimeOffset? SeenAt { get; init; }

    [Id(11)]
    public Heartbeat? Heartbeat { get; init; }

    /// <summary>What an invigilator has just decided about a device at the door.</summary>
    [Id(12)]
    public EntryVerdict? Decided { get; init; }
}

[GenerateSerializer, Immutable, Alias("entry-verdict")]
public sealed record EntryVerdict(string DeviceName, bool Admitted, DateTimeOffset At);
