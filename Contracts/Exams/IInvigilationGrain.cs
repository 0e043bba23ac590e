using Orleans;
using Orleans.Concurrency;

namespace Pinchang.Contracts.Exams;

/// <summary>
/// The watch over one sitting, keyed by its id: keeps each candidate's state, judges what needs a look first, and tells the hosts.
/// Facts are rows before they are told here; what is lost on the way is read again when the grain wakes.
/// </summary>
[Alias("invigilation")]
public interface IInvigilationGrain : IGrainWithGuidKey
{
    /// <summary>From the session's grain, after each durable change and each heartbeat.</summary>
    [OneWay, Alias("Report")]
    Task Report(SessionReport report);

    /// <summary>A fact of the watch became durable.</summary>
    [OneWay, Alias("Note")]
    Task Note(WatchFact fact);

    /// <summary>Null when there is no such sitting.</summary>
    [ReadOnly, AlwaysInterleave, Alias("GetWall")]
    Task<InvigilationWall?> GetWall();

    /// <summary>Null when the sitting has no such session.</summary>
    [ReadOnly, AlwaysInterleave, Alias("GetTile")]
    Task<WallTile?> GetTile(Guid sessionId);

    /// <summary>Sessions were arranged or the schedule changed: read the rows again.</summary>
    [Alias("PlanChanged")]
    Task PlanChanged();

    /// <summary>Hosts renew this every 5 s; one that has not for a minute is dropped.</summary>
    [AlwaysInterleave, Alias("Subscribe")]
    Task Subscribe(Guid hostId, IInvigilationObserver observer);

    /// <summary>Who has a line to this host now: all of them each time, on every change and renewal.</summary>
    [OneWay, Alias("Present")]
    Task Present(Guid hostId, HostPresence present);

    [AlwaysInterleave, Alias("Unsubscribe")]
    Task Unsubscribe(Guid hostId);

    [Alias("RequestLook")]
    Task<Outcome<LiveLook>> RequestLook(RequestLook command);

    /// <summary>Only the two sides of the look are heard.</summary>
    [OneWay, Alias("Signal")]
    Task Signal(LookSide from, LookSignal signal);

    [Alias("EndLook")]
    Task EndLook(LookSide by, Guid lookId);
}

/// <summary>A web host with browsers of the sitting.</summary>
[Alias("invigilation-observer")]
public interface IInvigilationObserver : IGrainObserver
{
    [OneWay, Alias("WallChanged")]
    Task WallChanged(WallChange change);

    [OneWay, Alias("CandidateTold")]
    Task CandidateTold(CandidateHint hint);

    /// <summary>These began their papers, nearly all of a sitting in one moment: they are given the key over the line that they have.</summary>
    [OneWay, Alias("SessionsStarted")]
    Task SessionsStarted(SessionsStarted started);

    [OneWay, Alias("LookTold")]
    Task LookTold(LookHint hint);
}

/// <param name="SessionIds">The sessions whose candidates are there.</param>
/// <param name="Staffed">Somebody looks at the wall there.</param>
[GenerateSerializer, Immutable, Alias("host-presence")]
public sealed record HostPresence([property: Id(0)] Guid[] SessionIds, [property: Id(1)] bool Staffed);

/// <param name="SessionIds">Durably started.</param>
[GenerateSerializer, Immutable, Alias("sessions-started")]
public sealed record SessionsStarted(
    [property: Id(0)] Guid SittingId, [property: Id(1)] Guid PaperId, [property: Id(2)] Guid[] SessionIds, [property: Id(3)] DateTimeOffset At);

/// <summary>One browser on one host.</summary>
/// <param name="SessionId">The candidate's session; null for whoever looks.</param>
[GenerateSerializer, Immutable, Alias("look-side")]
public sealed record LookSide([property: Id(0)] Guid HostId, [property: Id(1)] string ConnectionId, [property: Id(2)] Guid? SessionId = null);

[GenerateSerializer, Immutable, Alias("request-look")]
public sealed record RequestLook(
    [property: Id(0)] LookSide Viewer, [property: Id(1)] Guid SessionId, [property: Id(2)] RecordingTrack Track, [property: Id(3)] Guid LookId);

/// <summary>For one browser, or, where it is not known yet which, for the candidate's browsers of the session.</summary>
[GenerateSerializer, Immutable, Alias("look-hint")]
public sealed record LookHint(
    [property: Id(0)] LookSide? To,
    [property: Id(1)] Guid SessionId,
    [property: Id(2)] LiveLook? Requested,
    [property: Id(3)] LookSignal? Signal,
    [property: Id(4)] Guid? Ended);

/// <summary>What a candidate's browsers are told; exactly one of the parts.</summary>
[GenerateSerializer, Immutable, Alias("candidate-hint")]
public sealed record CandidateHint
{
    /// <summary>Null: all candidates of the sitting.</summary>
    [Id(0)]
    public Guid? SessionId { get; init; }

    [Id(1)]
    public required Guid SittingId { get; init; }

    [Id(2)]
    public InvigilationMessage? Message { get; init; }

    [Id(3)]
    public bool DeadlineChanged { get; init; }

    [Id(5)]
    public ExamSessionState? Ended { get; init; }

    /// <summary>The device whose waiting ended.</summary>
    [Id(6)]
    public string? DecidedDeviceId { get; init; }

    [Id(7)]
    public IdentityState? Identity { get; init; }
}

/// <summary>Something durable that the wall shows; exactly one of the parts.</summary>
[GenerateSerializer, Immutable, Alias("watch-fact")]
public sealed record WatchFact
{
    /// <summary>Null only for a message to all.</summary>
    [Id(0)]
    public Guid? SessionId { get; init; }

    [Id(1)]
    public required DateTimeOffset At { get; init; }

    [Id(2)]
    public RecordingTrack? Piece { get; init; }

    [Id(3)]
    public Guid? StillId { get; init; }

    [Id(4)]
    public SessionEvent? Event { get; init; }

    /// <summary>Events that are decided now.</summary>
    [Id(5)]
    public Guid[]? Decided { get; init; }

    [Id(6)]
    public InvigilationMessage? Message { get; init; }

    /// <summary>Messages that the candidate has opened now.</summary>
    [Id(7)]
    public Guid[]? Read { get; init; }
}
