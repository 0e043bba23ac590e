using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Resumes;
using Pinchang.Data.Files;
using Pinchang.Domain.Files;

namespace Pinchang.Api.Files;

/// <summary>
/// JF-9c: the one door for what people upload. It is scanned while it is written, recognised by its bytes, a PDF that does something is refused, and a
/// picture is drawn anew. What is refused leaves nothing behind; a virus leaves a line in the ledger.
/// </summary>
internal sealed class FileIntake(
    IFileStore store, IVirusScanner scanner, ScanSettings settings, IPictureCleaner pictures, InfectionLog infections, CurrentUser user, ILogger<FileIntake> logger)
{
    /// <param name="agencyId">Whose ledger tells of a virus, when what is handed in is nobody's of an account: then neither id nor address is kept.</param>
    public async Task<Outcome<TakenFile>> TakeAsync(
        Upload upload, Stream content, DateTimeOffset now, CancellationToken cancellation, Guid? agencyId = null)
    {
        var limits = FileLimits.Of(upload.Kind);
        await using var scan = await scanner.BeginAsync(cancellation);
        var incoming = await store.ReceiveAsync(scan is null ? content : new ScannedStream(content, scan), limits.Bytes, cancellation);
        try
        {
            var outcome = await JudgeAsync(upload, incoming, scan, now, agencyId, cancellation);
            if (outcome.IsAccepted)
            {
                return new TakenFile(outcome.Value, incoming);
            }

            await incoming.DisposeAsync();
            return outcome.Refusal;
        }
        catch
        {
            await incoming.DisposeAsync();
            throw;
        }
    }

    /// <summary>Of bytes that are read and not kept.</summary>
    public async Task<Refusal?> WhyNotAsync(byte[] content, Guid id, DateTimeOffset now, CancellationToken cancellation)
    {
        var verdict = await scanner.ScanAsync(new MemoryStream(content, writable: false), cancellation);
        return await WhyNotAsync(verdict, id, now, null);
    }

    private async Task<Outcome<UploadedFile>> JudgeAsync(
        Upload upload, IIncomingFile incoming, IVirusScan? scan, DateTimeOffset now, Guid? agencyId, CancellationToken cancellation)
    {
        // What is cut off or empty is refused for that.
        var verdict = ScanVerdict.NoScanner;
        if (incoming.Content.Size > 0 && incoming.Content.Size <= FileLimits.Of(upload.Kind).Bytes)
        {
            verdict = await VerdictAsync(incoming, scan, cancellation);
            if (await WhyNotAsync(verdict, upload.Id, now, agencyId) is { } refusal)
            {
                return refusal;
            }
        }

        var outcome = UploadedFile.Receive(upload, incoming.Content, now);
        if (!outcome.IsAccepted)
        {
            return outcome;
        }

        if (scanner.IsSetUp)
        {
            outcome.Value.Take(verdict, now);
        }

        return await PrepareAsync(outcome.Value, incoming, cancellation) is { } unfit ? unfit : outcome;
    }

    private async Task<ScanVerdict> VerdictAsync(IIncomingFile incoming, IVirusScan? scan, CancellationToken cancellation)
    {
        if (!scanner.IsSetUp)
        {
            return ScanVerdict.NoScanner;
        }

        if (scan is not null && await scan.EndAsync(cancellation) is { State: not ScanState.Unscanned } verdict)
        {
            return verdict;
        }

        // There was no place for it, or the sender was slower than clamd waits.
        await using var arrived = incoming.Open();
        var second = await scanner.ScanAsync(arrived, cancellation);
        if (second.State == ScanState.Unscanned)
        {
            logger.LogWarning("An upload was not scanned: {Why}", second.Finding);
        }

        return second;
    }

    private async Task<Refusal?> WhyNotAsync(ScanVerdict verdict, Guid uploadId, DateTimeOffset now, Guid? agencyId)
    {
        if (verdict.State == ScanState.Infected)
        {
            await infections.RefusedAsync(uploadId, verdict.Finding!, agencyId ?? user.AgencyId, agencyId is null, now);
            return FileRefusals.Infected.On("file");
        }

        return verdict.State == ScanState.Unscanned && settings.Unscanned == UnscannedPolicy.Refuse ? FileRefusals.ScannerAway.On("file") : null;
    }

    private async Task<Refusal?> PrepareAsync(UploadedFile file, IIncomingFile incoming, CancellationToken cancellation)
    {
        await using var arrived = incoming.Open();
        if (file.ContentType == "application/pdf")
        {
            return await PdfInspection.WhyNotAsync(arrived, cancellation);
        }

        var cleaned = await pictures.CleanAsync(arrived, file.ContentType, FileLimits.LongestSide(file.Kind), cancellation);
        if (!cleaned.IsAccepted)
        {
            return cleaned.Refusal;
        }

        await arrived.DisposeAsync();
        await using var picture = cleaned.Value;
        file.Redraw(await incoming.ReplaceAsync(picture, cancellation));
        return null;
    }
}

/// <summary>What may be kept, and its bytes, which go when nobody keeps them.</summary>
internal sealed record TakenFile(UploadedFile Row, IIncomingFile Bytes) : IAsyncDisposable
{
    public Task KeepAsync(CancellationToken cancellation) => Bytes.KeepAsync(Row.Location, cancellation);

    public ValueTask DisposeAsync() => Bytes.DisposeAsync();
}
