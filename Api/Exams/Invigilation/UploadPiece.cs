using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data.Exams.Invigilation;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.Api.Exams.Invigilation;

/// <summary>
/// One piece of a recording: taken in, checked, put durably behind the run's bytes, then answered. The candidate's answers go another
/// way and wait for nothing here.
/// </summary>
internal static class UploadPiece
{
    public static async Task<Results<Ok<PieceReceipt>, ProblemHttpResult>> HandleAsync(
        Guid id, string track, string number, HttpContext http, CurrentUser user, WatchDoors doors, EvidenceAllowances allowances,
        RecordingPieces rows, IPieceStore store, WatchNotes notes, CancellationToken cancellation)
    {
        var door = await doors.OwnAsync(id, user, cancellation);
        if (!door.IsAccepted)
        {
            return door.Refusal.ToProblem();
        }

        var asked = AskedPiece.Read(track, number, http.Request);
        if (!asked.IsAccepted)
        {
            return asked.Refusal.ToProblem();
        }

        var now = ReceivedAt.Of(http);
        var length = (int)Math.Min(http.Request.ContentLength ?? RecordingPieceHeaders.MostBytes, RecordingPieceHeaders.MostBytes);
        if (await allowances.TakeAsync(id, EvidenceKind.Piece, length, now) is { } closed)
        {
            return closed.ToProblem();
        }

        var piece = asked.Value;
        var run = await rows.BeginAsync(KeptRun.Begin(piece.RunId, id, piece.Track, piece.ContentType, piece.BeginsAt), cancellation);
        if (run.SessionId != id || run.Track != piece.Track)
        {
            return InvigilationRefusals.RunForeign.ToProblem();
        }

        if (run.ContentType != piece.ContentType)
        {
            return InvigilationRefusals.WrongType.ToProblem();
        }

        var outcome = await KeepAsync(run, piece, http.Request.Body, now, rows, store, cancellation);
        if (!outcome.IsAccepted)
        {
            if (outcome.Refusal.Code == InvigilationRefusals.ChainBroken.Code || outcome.Refusal.Code == InvigilationRefusals.NumberTaken.Code)
            {
                await notes.RaiseAsync(door.Value, new(SessionEventKind.ChainBroken, piece.BeginsAt, track), now, cancellation);
            }

            return outcome.Refusal.ToProblem();
        }

        if (!outcome.Value.IsRepeat)
        {
            notes.Note(door.Value.SittingId, new() { SessionId = id, At = now, Piece = piece.Track });
        }

        int[] missing = outcome.Value.FollowsAGap ? await rows.ReadMissingAsync(run.Id, cancellation) : [];
        return TypedResults.Ok(new PieceReceipt(piece.Link.Number, outcome.Value.IsRepeat, missing));
    }

    private static async Task<Outcome<ChainLink>> KeepAsync(
        KeptRun run, AskedPiece piece, Stream body, DateTimeOffset now, RecordingPieces rows, IPieceStore store, CancellationToken cancellation)
    {
        // Asked before the bytes are read, so that a repeat and a break cost nothing.
        var link = await FitAsync(run, piece, rows, cancellation);
        if (link is not { IsAccepted: true, Value.IsRepeat: false })
        {
            return link;
        }

        using var received = await ReceivedPiece.ReadAsync(body, RecordingPieceHeaders.MostBytes, cancellation);
        if (Refuses(run, piece, received) is { } refusal)
        {
            return refusal;
        }

        var place = await store.AppendAsync(run.Location, received.Bytes, durable: true, cancellation);
        var isKept = await rows.AppendAsync(
            new KeptPiece
            {
                RunId = run.Id,
                Number = piece.Link.Number,
                SessionId = run.SessionId,
                Track = run.Track,
                Position = place.Position,
                Length = place.Length,
                Hash = piece.Link.Hash,
                PreviousHash = piece.Link.PreviousHash,
                BeginsAt = piece.BeginsAt,
                Duration = piece.Duration,
                ReceivedAt = now,
            },
            cancellation);
        return isKept ? link : await FitAsync(run, piece, rows, cancellation);
    }

    private static async Task<Outcome<ChainLink>> FitAsync(KeptRun run, AskedPiece piece, RecordingPieces rows, CancellationToken cancellation) =>
        RecordingChain.Fit(piece.Link, await rows.ReadNeighboursAsync(run.Id, piece.Link.Number, cancellation));

    private static Refusal? Refuses(KeptRun run, AskedPiece asked, ReceivedPiece received)
    {
        if (received.Length == 0)
        {
            return InvigilationRefusals.PieceEmpty;
        }

        if (received.Length > RecordingPieceHeaders.MostBytes)
        {
            return InvigilationRefusals.PieceTooLarge.With((RecordingPieceHeaders.MostBytes >> 20).ToString(CultureInfo.InvariantCulture));
        }

        if (!received.Sha256().AsSpan().SequenceEqual(asked.Link.Hash))
        {
            return InvigilationRefusals.WrongHash;
        }

        var isRecording = asked.Link.Number == 0
            ? PieceSignature.OfFirst(received.Head) == run.ContentType
            : PieceSignature.Continues(run.ContentType, received.Head);
        return isRecording ? null : InvigilationRefusals.WrongType;
    }
}

/// <summary>A piece as its address and headers name it.</summary>
internal sealed record AskedPiece(Guid RunId, RecordingTrack Track, string ContentType, ChainPiece Link, DateTimeOffset BeginsAt, int Duration)
{
    private const int LongestPiece = 120_000;

    public static Outcome<AskedPiece> Read(string track, string number, HttpRequest request)
    {
        if (!Enum.TryParse<RecordingTrack>(track, ignoreCase: true, out var named) || !Enum.IsDefined(named))
        {
            return InvigilationRefusals.NotFound;
        }

        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            return CommonRefusals.Malformed.On("number");
        }

        if (!Guid.TryParse(request.Headers[RecordingPieceHeaders.Run], out var runId) || runId == Guid.Empty)
        {
            return CommonRefusals.Malformed.On("run");
        }

        var type = request.ContentType?.Split(';')[0].Trim();
        if (type is not (PieceSignature.WebM or PieceSignature.Mp4))
        {
            return InvigilationRefusals.WrongType;
        }

        var previous = request.Headers[RecordingPieceHeaders.PreviousHash].ToString();
        if (HashOf(request.Headers[RecordingPieceHeaders.Hash].ToString()) is not { } hash)
        {
            return CommonRefusals.Malformed.On("hash");
        }

        if (previous.Length > 0 && HashOf(previous) is null)
        {
            return CommonRefusals.Malformed.On("previousHash");
        }

        var now = ReceivedAt.Of(request.HttpContext);
        if (!DateTimeOffset.TryParse(
                request.Headers[RecordingPieceHeaders.BeginsAt], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var begins))
        {
            return CommonRefusals.Malformed.On("beginsAt");
        }

        if (!int.TryParse(request.Headers[RecordingPieceHeaders.Duration], NumberStyles.None, CultureInfo.InvariantCulture, out var duration)
            || duration > LongestPiece)
        {
            return CommonRefusals.OutOfRange.With("0", LongestPiece.ToString(CultureInfo.InvariantCulture)).On("duration");
        }

        // The page's clock is evidence and no judge: a time to come is brought back to now.
        return new AskedPiece(
            runId, named, type, new(position, hash, HashOf(previous)), begins > now ? now : begins.ToUniversalTime(), duration);
    }

    private static byte[]? HashOf(string text)
    {
        var hash = new byte[32];
        return text.Length == 64 && Convert.FromHexString(text, hash, out _, out var written) == System.Buffers.OperationStatus.Done && written == 32
            ? hash
            : null;
    }
}
