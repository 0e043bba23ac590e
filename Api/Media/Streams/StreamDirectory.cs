using System.Collections.Concurrent;
using Pinchang.Api.Media.Recordings;
using Pinchang.Domain.Media;

namespace Pinchang.Api.Media.Streams;

/// <summary>The streams of this host, one per room; a new session takes the place of the one before.</summary>
internal sealed class StreamDirectory(RecordingArchive archive, RoomReporter reporter, TimeProvider time) : IMediaClock
{
    private readonly ConcurrentDictionary<Guid, SessionStream> _streams = new();

    public IEnumerable<SessionStream> All => _streams.Values;

    public SessionStream Open(Guid roomId, Guid sessionId) => _streams.AddOrUpdate(
        roomId,
        _ => Make(roomId, sessionId),
        (_, current) => current.SessionId == sessionId ? current : Replace(current, roomId, sessionId));

    public SessionStream? OfSession(Guid sessionId) => _streams.Values.FirstOrDefault(stream => stream.SessionId == sessionId);

    public long? MediaTimeOf(Guid roomId) => _streams.TryGetValue(roomId, out var stream) ? stream.MediaTime : null;

    /// <summary>A session is over, as its room says.</summary>
    public async Task EndAsync(SessionStream stream)
    {
        await stream.EndAsync();
        _streams.TryRemove(new(stream.RoomId, stream));
        stream.Dispose();
    }

    private SessionStream Make(Guid roomId, Guid sessionId) => new(roomId, sessionId, archive, reporter, time);

    private SessionStream Replace(SessionStream current, Guid roomId, Guid sessionId)
    {
        _ = current.EndAsync();
        return Make(roomId, sessionId);
    }
}
