using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Invigilation;
using Pinchang.Domain.Exams.Invigilation;
using Pinchang.Domain.Files;

namespace Pinchang.Api.Exams.Invigilation;

/// <summary>A still of the candidate every few seconds: what the wall shows.</summary>
internal static class Stills
{
    public static async Task<Results<Ok<StillReceipt>, ProblemHttpResult>> TakeAsync(
        Guid id, Guid stillId, HttpContext http, CurrentUser user, WatchDoors doors, EvidenceAllowances allowances, RecordingPieces rows, IPieceStore store,
        WatchNotes notes, CancellationToken cancellation)
    {
        var door = await doors.OwnAsync(id, user, cancellation);
        if (!door.IsAccepted)
        {
            return door.Refusal.ToProblem();
        }

        var now = ReceivedAt.Of(http);
        if (await allowances.TakeAsync(id, EvidenceKind.Still, 0, now) is { } closed)
        {
            return closed.ToProblem();
        }

        var location = KeptStill.LocationOf(id, now);
        using var received = await ReceivedPiece.ReadAsync(http.Request.Body, RecordingPieceHeaders.MostStillBytes, cancellation);
        if (received.Length > RecordingPieceHeaders.MostStillBytes)
        {
            return InvigilationRefusals.StillTooLarge
                .With((RecordingPieceHeaders.MostStillBytes >> 10).ToString(CultureInfo.InvariantCulture)).ToProblem();
        }

        if (FileSignature.Recognise(received.Head, received.Tail) != "image/jpeg")
        {
            return InvigilationRefusals.StillWrongType.ToProblem();
        }

        // The bytes first: a row must never name bytes that are not there. A still every few seconds may be lost in a power cut.
        var place = await store.AppendAsync(location, received.Bytes, durable: false, cancellation);
        var isNew = await rows.AppendAsync(
            new KeptStill
            {
                SessionId = id,
                Id = stillId,
                At = now,
                Location = location,
                Position = place.Position,
                Length = place.Length,
                Sha256 = received.Sha256(),
            },
            cancellation);
        if (isNew)
        {
            notes.Note(door.Value.SittingId, new() { SessionId = id, At = now, StillId = stillId });
        }

        return TypedResults.Ok(new StillReceipt(stillId, now));
    }

    public static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> ServeAsync(
        Guid id, Guid stillId, HttpContext http, CurrentUser user, WatchDoors doors, PinchangContext data, IPieceStore store,
        CancellationToken cancellation)
    {
        var door = await doors.WatchSessionAsync(id, user, cancellation);
        if (!door.IsAccepted)
        {
            return door.Refusal.ToProblem();
        }

        var still = await data.Set<KeptStill>().AsNoTracking().SingleOrDefaultAsync(still => still.SessionId == id && still.Id == stillId, cancellation);
        if (still is null || store.Open(still.Location, [new(still.Position, still.Length)]) is not { } picture)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "private, max-age=3600, immutable";
        return TypedResults.Stream(picture, "image/jpeg");
    }
}
