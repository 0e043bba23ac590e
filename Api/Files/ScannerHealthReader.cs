using Microsoft.EntityFrameworkCore;
using Pinchang.Data;
using Pinchang.Domain.Complaints;
using Pinchang.Domain.Files;

namespace Pinchang.Api.Files;

/// <param name="IsSetUp">Whether PINCHANG_CLAMD is set.</param>
/// <param name="Unscanned">Files that were kept and not looked through.</param>
/// <param name="UnscannedSince">When the oldest of them came.</param>
/// <param name="Locked">Files in which a virus was found after they were kept.</param>
internal sealed record ScannerHealth(bool IsSetUp, ScannerAnswer Answer, int Unscanned, DateTimeOffset? UnscannedSince, int Locked);

/// <summary>What whoever watches the installation asks of its virus scanner. Takes up to three seconds when clamd is away.</summary>
internal sealed class ScannerHealthReader(IServiceScopeFactory scopes, IVirusScanner scanner)
{
    public async Task<ScannerHealth> ReadAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        var files = await data.Files.Where(file => file.Scan != ScanState.Clean)
            .GroupBy(file => file.Scan).Select(group => new Count(group.Key, group.Count(), group.Min(file => file.UploadedAt))).ToListAsync(cancellation);
        var complaints = await data.Set<ComplaintFile>().Where(file => file.Scan != ScanState.Clean)
            .GroupBy(file => file.Scan).Select(group => new Count(group.Key, group.Count(), group.Min(file => file.AddedAt))).ToListAsync(cancellation);
        Count[] counts = [.. files, .. complaints];
        var unscanned = counts.Where(count => count.Scan == ScanState.Unscanned).ToArray();
        return new(
            scanner.IsSetUp, await scanner.AskAsync(cancellation), unscanned.Sum(count => count.Files), unscanned.Min(count => (DateTimeOffset?)count.Since),
            counts.Where(count => count.Scan == ScanState.Infected).Sum(count => count.Files));
    }

    private sealed record Count(ScanState Scan, int Files, DateTimeOffset Since);
}
