using Orleans;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Contracts.Exams;

/// <summary>
/// What a browser may call at <c>/hubs/exam</c> (SignalR, JSON, WebSockets only). The cookie says who it is; a session or sitting that is
/// not theirs looks like not found. Everything told here is a hint: whoever misses it reads it by HTTP.
/// </summary>
public interface IExamHub
{
    /// <summary>The candidate's own page: hears of what concerns this session, also a device that still waits to be admitted.</summary>
    Task<HubAnswer<Done>> Enter(Guid sessionId);

    /// <summary>An invigilator: the wall now, and its changes from then on.</summary>
    Task<HubAnswer<InvigilationWall>> Watch(Guid sittingId);

    /// <summary>An invigilator asks to see a track live; the candidate's page offers, or stills go on after eight seconds.</summary>
    Task<HubAnswer<LiveLook>> RequestLook(Guid sessionId, RecordingTrack track);

    /// <summary>Either side of a look; what is meant for the other side is passed on as it is.</summary>
    Task SendLookSignal(LookSignal signal);

    Task EndLook(Guid lookId);
}

/// <summary>What the server sends over <c>/hubs/exam</c>.</summary>
public interface IExamClient
{
    /// <summary>Candidate: the session has started at the sitting's time, and this opens the paper that lies here. Whoever does not hear it asks.</summary>
    Task PaperOpened(OpenedPaperKey key);

    /// <summary>Candidate: the personal deadline changed, or, without a session, that of the whole sitting; the next answer or heartbeat says it.</summary>
    Task DeadlineChanged(Guid? sessionId);

    /// <summary>Candidate: a message for this session or for all.</summary>
    Task MessageArrived(InvigilationMessage message);

    /// <summary>Candidate: handed in or terminated; read the session again.</summary>
    Task SessionEnded(Guid sessionId, ExamSessionState state);

    /// <summary>Candidate: a waiting device may try its entry again.</summary>
    Task AdmissionDecided(Guid sessionId, string deviceId);

    /// <summary>Candidate: read the session again for the reason.</summary>
    Task IdentityDecided(Guid sessionId, IdentityState identity);

    /// <summary>Candidate: offer this track to the look.</summary>
    Task LiveLookRequested(LiveLook look);

    /// <summary>Both sides of a look.</summary>
    Task LiveLookEnded(Guid lookId);

    /// <summary>Both sides of a look: what the other side sent.</summary>
    Task LookSignalReceived(LookSignal signal);

    /// <summary>Invigilators.</summary>
    Task WallChanged(WallChange change);

    /// <summary>The socket will be closed: signed out, or the server asks to come back.</summary>
    Task SessionTerminated(string code, int? reconnectAfterMs);
}

/// <param name="PaperKey">Base64 of 32 bytes.</param>
public sealed record OpenedPaperKey(Guid SittingId, string PaperKey, DateTimeOffset StartedAt);

[GenerateSerializer, Immutable, Alias("live-look")]
public sealed record LiveLook([property: Id(0)] Guid Id, [property: Id(1)] Guid SessionId, [property: Id(2)] RecordingTrack Track);

/// <param name="Body">JSON of the two pages' own (offer, answer, candidate), at most 16,000 characters.</param>
[GenerateSerializer, Immutable, Alias("look-signal")]
public sealed record LookSignal([property: Id(0)] Guid LookId, [property: Id(1)] string Body);
