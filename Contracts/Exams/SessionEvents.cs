using Orleans;

namespace Pinchang.Contracts.Exams;

/// <summary>What may happen around a candidate. A machine only raises; a person decides.</summary>
[GenerateSerializer, Alias("session-event-kind")]
public enum SessionEventKind
{
    /// <summary>切屏: the page lost the focus or was hidden.</summary>
    FocusLost,
    FocusRegained,
    FullScreenLeft,
    FullScreenEntered,
    SecondFace,
    NoFace,
    Noise,
    CameraStopped,
    CameraResumed,
    MicrophoneStopped,
    MicrophoneResumed,
    ScreenStopped,
    ScreenResumed,
    NetworkLost,
    NetworkRegained,

    /// <summary>The candidate asks for an invigilator; the detail is what they wrote.</summary>
    HelpAsked,

    /// <summary>Text was pasted that the page did not copy itself.</summary>
    Pasted,

    // Raised by the server.

    /// <summary>The page was not heard of for a while.</summary>
    HeartbeatLost,
    HeartbeatRegained,

    /// <summary>No piece of a track came though the page should record; the detail is the track.</summary>
    PiecesLate,
    PiecesResumed,

    /// <summary>A piece did not fit the chain before it; the detail is the track.</summary>
    ChainBroken,
    DeviceRequested,
    DeviceAdmitted,
}

/// <summary>Whether somebody must decide what an event means.</summary>
[GenerateSerializer, Alias("event-weight")]
public enum EventWeight
{
    /// <summary>For the record only.</summary>
    Note,
    Raised,
    Serious,
}

[GenerateSerializer, Alias("event-verdict")]
public enum EventVerdict
{
    /// <summary>无异常.</summary>
    Harmless,

    /// <summary>已提醒.</summary>
    Reminded,

    /// <summary>存疑，记录备查.</summary>
    Noted,

    /// <summary>认定违纪.</summary>
    Misconduct,
}

/// <summary>
/// <c>POST /api/exam-sessions/{id}/events</c> by the candidate's page; the Idempotency-Key becomes the event's id.
/// </summary>
/// <param name="At">When, by the page's estimate of the server's clock; the future is brought back to now.</param>
/// <param name="Detail">At most 200 characters.</param>
/// <param name="StillId">A still sent before that shows it; otherwise the nearest one is shown.</param>
public sealed record RaiseSessionEvent(SessionEventKind Kind, DateTimeOffset At, string? Detail = null, Guid? StillId = null);

[GenerateSerializer, Immutable, Alias("session-event")]
public sealed record SessionEvent
{
    [Id(0)]
    public required Guid Id { get; init; }

    [Id(1)]
    public required Guid SessionId { get; init; }

    [Id(2)]
    public required SessionEventKind Kind { get; init; }

    [Id(3)]
    public required EventWeight Weight { get; init; }

    [Id(4)]
    public required DateTimeOffset At { get; init; }

    [Id(5)]
    public required DateTimeOffset ReceivedAt { get; init; }

    [Id(6)]
    public string? Detail { get; init; }

    [Id(7)]
    public Guid? StillId { get; init; }

    [Id(8)]
    public EventDecision? Decision { get; init; }
}

[GenerateSerializer, Immutable, Alias("event-decision")]
public sealed record EventDecision(
    [property: Id(0)] EventVerdict Verdict,
    [property: Id(1)] string? Reason,
    [property: Id(2)] string DecidedBy,
    [property: Id(3)] DateTimeOffset DecidedAt);

/// <summary>
/// <c>POST /api/exam-sessions/{id}/event-decisions</c>: one decision over several events. Any verdict but harmless needs a reason;
/// an event is decided once.
/// </summary>
public sealed record DecideEvents(Guid[] EventIds, EventVerdict Verdict, string? Reason = null);
