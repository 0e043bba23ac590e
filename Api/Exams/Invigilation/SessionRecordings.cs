using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.Api.Exams.Invigilation;

/// <summary>What is recorded of a session, with its gaps, and its playback.</summary>
internal sealed class SessionRecordings(PinchangContext data)
{
    public async Task<RecordingRun[]> ListAsync(Guid sessionId, CancellationToken cancellation)
    {
        var runs = await data.Set<KeptRun>().AsNoTracking().Where(run => run.SessionId == sessionId).OrderBy(run => run.BegunAt).ToListAsync(cancellation);
        var pieces = (await data.Set<KeptPiece>().AsNoTracking()
                .Where(piece => piece.SessionId == sessionId)
                .Select(piece => new { piece.RunId, piece.Number, piece.Length, piece.BeginsAt, piece.Duration })
                .ToListAsync(cancellation))
            .ToLookup(piece => piece.RunId);
        var last = await (
            from piece in data.Set<KeptPiece>().AsNoTracking()
            where piece.SessionId == sessionId
                && piece.Number == data.Set<KeptPiece>().Where(other => other.RunId == piece.RunId).Max(other => other.Number)
            select new { piece.RunId, piece.Hash }).ToDictionaryAsync(piece => piece.RunId, piece => piece.Hash, cancellation);
        return [.. runs.Where(run => pieces[run.Id].Any()).Select(run => new RecordingRun
        {
            Id = run.Id,
            Track = run.Track,
            ContentType = run.ContentType,
            BeginsAt = pieces[run.Id].Min(piece => piece.BeginsAt),
            EndsAt = pieces[run.Id].Max(piece => piece.BeginsAt.AddMilliseconds(piece.Duration)),
            Pieces = pieces[run.Id].Count(),
            Bytes = pieces[run.Id].Sum(piece => (long)piece.Length),
            Missing = [.. Enumerable.Range(0, pieces[run.Id].Max(piece => piece.Number)).Except(pieces[run.Id].Select(piece => piece.Number)).Take(100)],
            LastHash = Convert.ToHexStringLower(last[run.Id]),
        })];
    }

    /// <summary>The pieces joined in their order, by byte ranges. Who looks is kept.</summary>
    public static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> PlayAsync(
        Guid id, Guid runId, HttpContext http, CurrentUser user, WatchDoors doors, PinchangContext data, EvidenceLog log, IPieceStore store,
        CancellationToken cancellation)
    {
        var door = await doors.WatchSessionAsync(id, user, cancellation);
        if (!door.IsAccepted)
        {
            return door.Refusal.ToProblem();
        }

        var run = await data.Set<KeptRun>().AsNoTracking().SingleOrDefaultAsync(run => run.Id == runId && run.SessionId == id, cancellation);
        if (run is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var places = await data.Set<KeptPiece>().AsNoTracking()
            .Where(piece => piece.RunId == runId)
            .OrderBy(piece => piece.Number)
            .Select(piece => new PiecePlace(piece.Position, piece.Length))
            .ToListAsync(cancellation);
        if (store.Open(run.Location, places) is not { } recording)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        await log.LookedAsync(id, user.Id, EvidencePart.Recording, runId, ReceivedAt.Of(http), cancellation);
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Stream(recording, run.ContentType, enableRangeProcessing: true);
    }
}
