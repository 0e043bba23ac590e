using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Api.Media.Recordings;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.Media;

namespace Pinchang.Api.Media.Hls;

/// <summary>The same fragments as HLS, for browsers without Media Source and for replays of several parts.</summary>
internal static class ServeHls
{
    /// <summary><c>/media/rooms/{roomId}/hls/index.m3u8</c>: a window that moves while on air, all of it afterwards.</summary>
    public static async Task<Results<ContentHttpResult, ProblemHttpResult>> GetRoomPlaylistAsync(
        HttpContext context, Guid roomId, PlayableRecordings recordings)
    {
        var outcome = await recordings.OfRoomAsync(roomId, context);
        return Write(context, outcome, outcome.Value is { } recording ? $"../../../sessions/{recording.SessionId}/hls/" : "");
    }

    /// <summary><c>/media/sessions/{sessionId}/hls/index.m3u8</c></summary>
    public static async Task<Results<ContentHttpResult, ProblemHttpResult>> GetSessionPlaylistAsync(
        HttpContext context, Guid sessionId, PlayableRecordings recordings) =>
        Write(context, await recordings.OfSessionAsync(sessionId, context), "");

    /// <summary><c>/media/sessions/{sessionId}/hls/init-{part}.mp4</c></summary>
    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetInitAsync(
        HttpContext context, Guid sessionId, int part, PlayableRecordings recordings)
    {
        var outcome = await recordings.OfSessionAsync(sessionId, context);
        if (outcome.Value?.Index.Parts.FirstOrDefault(candidate => candidate.Number == part) is not { } file)
        {
            return (outcome.Refusal ?? LiveRoomRefusals.NoReplay).ToProblem();
        }

        context.Response.Headers.CacheControl = "private, max-age=3600";
        return TypedResults.File(file.Init.Bytes, "video/mp4");
    }

    /// <summary><c>/media/sessions/{sessionId}/hls/{number}.m4s</c></summary>
    public static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> GetSegmentAsync(
        HttpContext context, Guid sessionId, int number, PlayableRecordings recordings, RecordingArchive archive)
    {
        var outcome = await recordings.OfSessionAsync(sessionId, context);
        if (outcome.Value is not { } recording
            || SegmentPlan.Cut(recording.Index, Playlist.SegmentLength, recording.Ended).ElementAtOrDefault(number) is not { } segment)
        {
            return (outcome.Refusal ?? LiveRoomRefusals.NoReplay).ToProblem();
        }

        context.Response.Headers.CacheControl = "private, max-age=3600";
        var body = new JoinedStream(default, archive.OpenPart(recording.Path, segment.Part), segment.Offset, segment.Length);
        return TypedResults.Stream(body, "video/iso.segment");
    }

    private static Results<ContentHttpResult, ProblemHttpResult> Write(HttpContext context, Outcome<PlayableRecording> outcome, string folder)
    {
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Content(Playlist.Write(outcome.Value.Index, outcome.Value.Ended, folder), Playlist.ContentType);
    }
}
