using System.Collections.Immutable;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Invigilation;

/// <summary>An event that waits for a decision.</summary>
public sealed record OpenEvent(Guid Id, SessionEventKind Kind, EventWeight Weight, DateTimeOffset At);

/// <summary>Everything the wall knows of one candidate, as plain values.</summary>
public sealed record CandidateSight
{
    public required Guid SessionId { get; init; }

    public required string Name { get; init; }

    public required string TicketNumber { get; init; }

    public string? Seat { get; init; }

    public required ExamSessionState State { get; init; }

    /// <summary>Since when answers are expected.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public IdentityState Identity { get; init; }

    public string? DeviceName { get; init; }

    /// <summary>A device at the door that nobody has nodded to.</summary>
    public EntryRequest? EntryRequest { get; init; }

    public DateTimeOffset? Deadline { get; init; }

    public int ExtraSeconds { get; init; }

    public int Answered { get; init; }

    public int Questions { get; init; }

    /// <summary>When anything at all came from the candidate's page.</summary>
    public DateTimeOffset? HeardAt { get; init; }

    public Heartbeat? Heartbeat { get; init; }

    public DateTimeOffset? HeartbeatAt { get; init; }

    /// <summary>Since when the page is not on top.</summary>
    public DateTimeOffset? HiddenSince { get; init; }

    /// <summary>Since when answers wait on the candidate's machine.</summary>
    public DateTimeOffset? PendingSince { get; init; }

    /// <summary>When the newest piece of each track came.</summary>
    public ImmutableDictionary<RecordingTrack, DateTimeOffset> PieceAt { get; init; } = ImmutableDictionary<RecordingTrack, DateTimeOffset>.Empty;

    /// <summary>Tracks that stopped, by the page's word or because no piece came, and since when.</summary>
    public ImmutableDictionary<RecordingTrack, DateTimeOffset> Stopped { get; init; } = ImmutableDictionary<RecordingTrack, DateTimeOffset>.Empty;

    /// <summary>The page has been silent since; set once that is an event.</summary>
    public DateTimeOffset? SilentSince { get; init; }

    /// <summary>When the last silence ended: what was kept on the machine is still on its way.</summary>
    public DateTimeOffset? BackSince { get; init; }

    public Guid? StillId { get; init; }

    public DateTimeOffset? StillAt { get; init; }

    public SessionEventKind? LastEvent { get; init; }

    public DateTimeOffset? LastEventAt { get; init; }

    public ImmutableArray<OpenEvent> Open { get; init; } = [];

    public ImmutableHashSet<Guid> Unread { get; init; } = [];

    public bool IsOver => State is ExamSessionState.HandedIn or ExamSessionState.Terminated or ExamSessionState.Absent;

    /// <summary>Reports overtake each other: a session's state and its time only ever go forward.</summary>
    public CandidateSight After(SessionReport report) => this with
    {
        State = report.State < State ? State : report.State,
        StartedAt = report.State == ExamSessionState.Started ? StartedAt ?? report.At : StartedAt,
        Identity = report.Checks.Identity,
        DeviceName = report.DeviceName ?? DeviceName,
        EntryRequest = report.EntryRequest is { Admitted: false } waiting ? waiting : null,
        Deadline = Later(Deadline, report.Deadline),
        ExtraSeconds = Math.Max(ExtraSeconds, report.ExtraSeconds),
        Answered = report.Answered,
        Questions = report.Questions,
        HeardAt = Later(HeardAt, report.SeenAt),
        Heartbeat = report.Heartbeat ?? Heartbeat,
        HeartbeatAt = report.Heartbeat is null ? HeartbeatAt : report.SeenAt ?? report.At,
        HiddenSince = report.Heartbeat?.Visible switch { null => HiddenSince, true => null, false => HiddenSince ?? report.At },
        PendingSince = report.Heartbeat?.Pending switch { null => PendingSince, 0 => null, _ => PendingSince ?? report.At },
    };

    /// <summary>
    /// As the rows have it now. What only the watch hears, and no row tells, is taken over from what is known; a candidate who was not
    /// known is counted from now, since nobody was listening until then.
    /// </summary>
    public CandidateSight AsRead(CandidateSight? known, DateTimeOffset now)
    {
        if (known is null)
        {
            return State == ExamSessionState.Started ? this with { HeardAt = now, BackSince = now } : this;
        }

        return this with
        {
            Answered = IsOver ? Answered : known.Answered,
            HeardAt = Later(HeardAt, known.HeardAt),
            Heartbeat = known.Heartbeat,
            HeartbeatAt = known.HeartbeatAt,
            HiddenSince = known.HiddenSince,
            PendingSince = known.PendingSince,
            BackSince = Later(BackSince, known.BackSince),
        };
    }

    public CandidateSight After(WatchFact fact) => fact switch
    {
        { Piece: { } track } => this with
        {
            PieceAt = PieceAt.SetItem(track, fact.At),
            HeardAt = Later(HeardAt, fact.At),
        },
        { StillId: { } stillId } => this with { StillId = stillId, StillAt = fact.At, HeardAt = Later(HeardAt, fact.At) },
        { Event: { } happened } => After(happened),
        { Decided: { } decided } => this with { Open = Open.RemoveAll(open => decided.Contains(open.Id)) },
        { Message: { } message } => this with { Unread = Unread.Add(message.Id) },
        { Read: { } read } => this with { Unread = Unread.Except(read), HeardAt = Later(HeardAt, fact.At) },
        _ => this,
    };

    private CandidateSight After(SessionEvent happened)
    {
        var isOpen = happened is { Weight: not EventWeight.Note, Decision: null } && Open.All(open => open.Id != happened.Id);
        var sight = this with
        {
            Open = isOpen ? Open.Add(new(happened.Id, happened.Kind, happened.Weight, happened.At)) : Open,
            LastEvent = LastEventAt > happened.At ? LastEvent : happened.Kind,
            LastEventAt = Later(LastEventAt, happened.At),
            HeardAt = EventWeights.IsServers(happened.Kind) ? HeardAt : Later(HeardAt, happened.ReceivedAt),
        };
        return happened.Kind switch
        {
            SessionEventKind.FocusLost => sight with { HiddenSince = sight.HiddenSince ?? happened.At },
            SessionEventKind.FocusRegained => sight with { HiddenSince = null },
            SessionEventKind.CameraStopped => sight.Stop(RecordingTrack.Camera, happened.At),
            SessionEventKind.CameraResumed => sight.Resume(RecordingTrack.Camera),
            SessionEventKind.ScreenStopped => sight.Stop(RecordingTrack.Screen, happened.At),
            SessionEventKind.ScreenResumed => sight.Resume(RecordingTrack.Screen),
            SessionEventKind.PiecesLate when TrackOf(happened) is { } track => sight.Stop(track, happened.At),
            SessionEventKind.PiecesResumed when TrackOf(happened) is { } track => sight.Resume(track),
            SessionEventKind.HeartbeatLost => sight with { SilentSince = happened.At },
            SessionEventKind.HeartbeatRegained => sight with { SilentSince = null, BackSince = happened.At },
            _ => sight,
        };
    }

    private CandidateSight Stop(RecordingTrack track, DateTimeOffset at) =>
        Stopped.ContainsKey(track) ? this : this with { Stopped = Stopped.Add(track, at) };

    private CandidateSight Resume(RecordingTrack track) => this with { Stopped = Stopped.Remove(track) };

    /// <summary>The detail of an event about one track is the track's name.</summary>
    private static RecordingTrack? TrackOf(SessionEvent happened) =>
        Enum.TryParse<RecordingTrack>(happened.Detail, ignoreCase: true, out var track) ? track : null;

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null ? other : other is null || one > other ? one : other;
}
