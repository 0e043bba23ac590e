using System.Globalization;
using Npgsql;
using Pinchang.Contracts.Maintenance;
using Pinchang.Data.Ledger;
using Pinchang.Data.Maintenance;

namespace Pinchang.MigrationService;

/// <summary>What is done with the ledger by hand, also while the product runs.</summary>
internal static class LedgerCommands
{
    public const string Verify = "verify-ledger";
    public const string Purge = "purge-ledger";
    private const string DryRun = "--dry-run";

    /// <summary>0 when every line holds; 1 with a line per finding when one does not.</summary>
    /// <param name="asOf">When what is verified stood still; null while it is in use.</param>
    public static async Task<int> VerifyAsync(OwnerDatabase database, DateTimeOffset? asOf = null)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        var verdict = await new LedgerVerifier(source, new LedgerAnchors(database.DataFolder)).VerifyAsync(asOf ?? TimeProvider.System.GetUtcNow(), CancellationToken.None);
        foreach (var finding in verdict.Findings)
        {
            Console.WriteLine($"! {finding}");
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{verdict.Chains} chains, {verdict.Seals} seals, {verdict.Lines} lines, {verdict.Anchors} anchors: {(verdict.Holds ? "the ledger is whole." : $"{verdict.Findings.Count} findings.")}"));
        await new MaintenanceLog(source).WriteAsync(
            MaintenanceAct.LedgerVerified, verdict.Holds ? $"{verdict.Lines}" : $"{verdict.Findings[0]}", TimeProvider.System.GetUtcNow(), CancellationToken.None);
        return verdict.Holds ? 0 : 1;
    }

    /// <summary>Removes months whose three years are over; with --dry-run only says which and why not.</summary>
    public static async Task<int> PurgeAsync(OwnerDatabase database, string[] options)
    {
        if (options is not ([] or [DryRun]))
        {
            Console.Error.WriteLine($"{Purge} knows one option: {DryRun}.");
            return 2;
        }

        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        var (purge, now) = (new LedgerPurge(source), TimeProvider.System.GetUtcNow());
        if (options is [DryRun])
        {
            foreach (var month in await purge.JudgeAsync(CancellationToken.None))
            {
                var why = month.MayGo(now) ? "would be removed"
                    : month.KeepUntil is { } until ? string.Create(CultureInfo.InvariantCulture, $"kept until {until:yyyy-MM-dd}")
                    : $"kept: {month.OpenServices} services that it speaks of are not over";
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{month.Month:yyyy-MM}: {month.Lines} lines, {why}"));
            }

            return 0;
        }

        var gone = await purge.PurgeAsync(now, CancellationToken.None);
        Console.WriteLine(gone.Count == 0 ? "No month may go yet." : string.Create(
            CultureInfo.InvariantCulture, $"Removed {string.Join(", ", gone.Select(month => month.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture)))}."));
        if (gone.Count > 0)
        {
            await new MaintenanceLog(source).WriteAsync(
                MaintenanceAct.LedgerPurged, string.Join(", ", gone.Select(month => month.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture))), now, CancellationToken.None);
        }

        return 0;
    }
}
