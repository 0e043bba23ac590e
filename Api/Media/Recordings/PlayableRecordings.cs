using Pinchang.Api.Media.Rights;
using Pinchang.Api.Media.Streams;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.Media;

namespace Pinchang.Api.Media.Recordings;

/// <summary>A recording as it can be played now.</summary>
/// <param name="Ended">Whether it grows no more.</param>
internal sealed record PlayableRecording(Guid SessionId, string Path, RecordingIndex Index, bool Ended, byte[]? Hash);

/// <summary>Finds what a caller may play: of the session on air from memory, of an ended one from disk.</summary>
internal sealed class PlayableRecordings(StreamDirectory streams, RecordingArchive archive, IWatchingRight right)
{
    public async Task<Outcome<PlayableRecording>> OfRoomAsync(Guid roomId, HttpContext caller)
    {
        var grant = await right.AskForRoomAsync(roomId, caller);
        return grant.IsAccepted ? await FindAsync(grant.Value, caller) : grant.Refusal;
    }

    public async Task<Outcome<PlayableRecording>> OfSessionAsync(Guid sessionId, HttpContext caller)
    {
        var grant = await right.AskForSessionAsync(sessionId, caller);
        return grant.IsAccepted ? await FindAsync(grant.Value, caller) : grant.Refusal;
    }

    private async Task<Outcome<PlayableRecording>> FindAsync(WatchingGrant grant, HttpContext caller)
    {
        if (streams.OfSession(grant.SessionId) is { HasEnded: false, Recording: { } recording })
        {
            var written = recording.Snapshot();
            return written.Fragments.Length > 0
                ? new PlayableRecording(grant.SessionId, recording.Path, written, false, null)
                : LiveRoomRefusals.NoReplay;
        }

        return await archive.FindAsync(grant.SessionId, caller.RequestAborted) is var (row, index) && index.Fragments.Length > 0
            ? new PlayableRecording(grant.SessionId, row.Path, index, grant.State == LiveSessionState.Ended, row.Hash)
            : LiveRoomRefusals.NoReplay;
    }
}
