using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Data;
using Pinchang.Domain.Complaints;
using Pinchang.Domain.Files;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Files;

/// <summary>Scans what was kept without, as soon as a scanner answers. What it finds then is locked, and whoever sent it is told.</summary>
internal sealed class FileScanWorker(
    IServiceScopeFactory scopes, IVirusScanner scanner, IFileStore store, InfectionLog infections, TimeProvider time, ILogger<FileScanWorker> logger) : RecurringWorker(Pause, time, logger)
{
    private const int AtOnce = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Returns how many are scanned now that were not.</summary>
    public async Task<int> ScanDueAsync(CancellationToken cancellation)
    {
        if (!scanner.IsSetUp || (await scanner.AskAsync(cancellation)).Version is null)
        {
            return 0;
        }

        var scanned = 0;
        foreach (var (id, isUpload) in await DueAsync(cancellation))
        {
            scanned += await ScanOneAsync(id, isUpload, cancellation) ? 1 : 0;
        }

        return scanned;
    }

    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        // A full load may have more behind it.
        while (await ScanDueAsync(cancellation) == AtOnce)
        {
        }
    }

    // Those that no scan was tried of come first, so that one that always fails holds back no other.
    private async Task<(Guid Id, bool IsUpload)[]> DueAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        var uploads = await data.Files.Where(file => file.Scan == ScanState.Unscanned)
            .OrderBy(file => file.ScannedAt != null).ThenBy(file => file.ScannedAt).ThenBy(file => file.Id)
            .Select(file => file.Id).Take(AtOnce).ToListAsync(cancellation);
        var complaints = await data.Set<ComplaintFile>().Where(file => file.Scan == ScanState.Unscanned)
            .OrderBy(file => file.ScannedAt != null).ThenBy(file => file.ScannedAt).ThenBy(file => file.Id)
            .Select(file => file.Id).Take(AtOnce).ToListAsync(cancellation);
        return [.. uploads.Select(id => (id, true)).Concat(complaints.Select(id => (id, false))).Take(AtOnce)];
    }

    private async Task<bool> ScanOneAsync(Guid id, bool isUpload, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);

        // Two machines of one installation share the work, and tell of a virus once.
        await data.LockAsync($"scan {id}", cancellation);
        IScannedFile? file = isUpload
            ? await data.Files.SingleOrDefaultAsync(file => file.Id == id, cancellation)
            : await data.Set<ComplaintFile>().SingleOrDefaultAsync(file => file.Id == id, cancellation);
        if (file is not { Scan: ScanState.Unscanned })
        {
            return false;
        }

        var (verdict, now) = (await VerdictAsync(file.Location, cancellation), Time.GetUtcNow());
        file.Take(verdict, now);
        var ownerId = (file as UploadedFile)?.OwnerId;
        if (verdict.State == ScanState.Infected && ownerId is { } owner)
        {
            scope.ServiceProvider.GetRequiredService<IOutbox>().Enqueue(Notices.FileLocked(file.Name).To(owner, null));
        }

        await data.SaveChangesAsync(cancellation);
        if (verdict.State == ScanState.Infected)
        {
            // Before the commit: rather two lines after a crash than none.
            Guid? agencyId = file is ComplaintFile complaint
                ? await data.Complaints.IgnoreQueryFilters().Where(one => one.Id == complaint.ComplaintId).Select(one => (Guid?)one.AgencyId).SingleAsync(cancellation)
                : null;
            await infections.LockedAsync(id, verdict.Finding!, agencyId, ownerId, now);
        }

        await transaction.CommitAsync(CancellationToken.None);
        return verdict.State != ScanState.Unscanned;
    }

    private async Task<ScanVerdict> VerdictAsync(string location, CancellationToken cancellation)
    {
        if (await store.OpenAsync(location, cancellation) is not { } content)
        {
            return new(ScanState.Missing, null);
        }

        await using var _ = content;
        return await scanner.ScanAsync(content, cancellation);
    }
}
