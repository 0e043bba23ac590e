using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Pinchang.Api.Hosting;
using Pinchang.Api.Media.Recordings;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.Media;

namespace Pinchang.Api.Media;

/// <summary>
/// <c>/media/sessions/{sessionId}/recording.mp4</c>: the recording as one file that browsers can seek in, by byte ranges.
/// Further parts (<c>?part=2</c>) exist when a publisher with another encoder took over; HLS joins them.
/// </summary>
internal static class GetRecording
{
    public static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> HandleAsync(
        HttpContext context, Guid sessionId, PlayableRecordings recordings, RecordingArchive archive, int part = 1)
    {
        var outcome = await recordings.OfSessionAsync(sessionId, context);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        var recording = outcome.Value;
        if (recording.Index.Parts.FirstOrDefault(candidate => candidate.Number == part) is not { } file)
        {
            return LiveRoomRefusals.NoReplay.ToProblem();
        }

        var segments = SegmentPlan.Cut(recording.Index, 0, ended: true).FindAll(segment => segment.Part == part);
        byte[] head = [.. file.Init.Bytes, .. SeekIndex.Write(file, segments)];
        var body = new JoinedStream(head, archive.OpenPart(recording.Path, part), file.Init.Bytes.Length, file.Length - file.Init.Bytes.Length);
        var tag = recording.Hash is { } hash ? new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(hash)}-{part}\"") : null;
        context.Response.Headers.CacheControl = "private, max-age=60";
        return TypedResults.Stream(body, "video/mp4", entityTag: tag, enableRangeProcessing: true);
    }
}
