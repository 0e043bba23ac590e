using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Pinchang.Api.Hosting;
using Pinchang.Api.Media.Recordings;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.Media;

namespace Pinchang.Api.Media;

/// <summary>
/// <c>/media/sessions/{sessionId}/recording.mp4</c>: the recording as one file that browsers can seek in, by byte ranges.
/// When a publisher with another encoder took over there are several (<c>?part=2</c>), which only HLS joins.
/// </summary>
internal static class GetRecording
{
    public static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> HandleAsync(
        HttpContext context, Guid sessionId, PlayableRecordings recordings, RecordingArchive archive, int? part = null)
    {
        var outcome = await recordings.OfSessionAsync(sessionId, context);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        var recording = outcome.Value;
        var number = part ?? 1;
        if ((part is null && recording.Index.Parts.Length > 1)
            || recording.Index.Parts.FirstOrDefault(candidate => candidate.Number == number) is not { } file)
        {
            return LiveRoomRefusals.NoReplay.ToProblem();
        }

        var segments = SegmentPlan.Cut(recording.Index, 0, ended: true).FindAll(segment => segment.Part == number);
        byte[] head = [.. file.Init.Bytes, .. SeekIndex.Write(file, segments)];
        var body = new JoinedStream(head, archive.OpenPart(recording.Path, number), file.Init.Bytes.Length, file.Length - file.Init.Bytes.Length);
        var tag = recording.Hash is { } hash ? new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(hash)}-{number}\"") : null;
        context.Response.Headers.CacheControl = "private, max-age=60";
        return TypedResults.Stream(body, "video/mp4", entityTag: tag, enableRangeProcessing: true);
    }
}
