using System.Diagnostics.CodeAnalysis;
using Npgsql;
using Pinchang.Contracts.Maintenance;
using Pinchang.Data.Ledger;
using Pinchang.Data.Maintenance;
using Pinchang.Embedded.PostgreSql;
using Pinchang.Embedded.PostgreSql.Backups;

namespace Pinchang.MigrationService;

/// <summary>Proves that a backup can be put back: restores it beside the data folder, verifies the ledger there, and removes it again.</summary>
/// <param name="home">The data folder of the installation, which is not touched.</param>
internal sealed class RestoreDrill(string home, TimeProvider time)
{
    /// <summary>However it ends, that is the drill's result: a backup that cannot be put back is what a drill is there to find.</summary>
    /// <param name="keys">Where the keys lie; else beside the backup, else the installation's own stand in for them.</param>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Every cause is the result.")]
    public async Task<BackupRun> RunAsync(string backup, string? keys, CancellationToken cancellation)
    {
        var (began, at) = (time.GetTimestamp(), time.GetUtcNow());
        // A name that nobody else has: what is removed afterwards was made here.
        var apart = $"{Path.TrimEndingDirectorySeparator(home)}.drill-{Guid.CreateVersion7(at):N}";
        BackupManifest? manifest = null;
        long? lines = null;
        string? cause;
        try
        {
            manifest = await BackupRestorer.RestoreAsync(backup, keys ?? KeysOf(backup), apart, cancellation);
            var verdict = await VerifyAsync(apart, manifest.ConsistentAt, cancellation);
            (lines, cause) = (verdict.Lines, verdict.Holds ? null : $"{verdict.Findings[0]}");
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            cause = problem.Message;
        }
        finally
        {
            if (Directory.Exists(apart))
            {
                Directory.Delete(apart, recursive: true);
            }
        }

        return new(MaintenanceAct.RestoreDrilled, at, time.GetElapsedTime(began), backup)
        {
            ConsistentAt = manifest?.ConsistentAt,
            Files = manifest?.Files.Length,
            Bytes = manifest?.Bytes,
            LedgerLines = lines,
            Cause = cause,
        };
    }

    private string KeysOf(string backup) => BackupKeys.FolderOf(backup) is var beside && Directory.Exists(beside) ? beside : home;

    /// <summary>As of the backup: its last lines were not sealed yet, and nobody seals them here.</summary>
    private static async Task<LedgerVerdict> VerifyAsync(string home, DateTimeOffset asOf, CancellationToken cancellation)
    {
        await using var server = await PostgreSqlServer.StartAsync(PostgreSqlOptions.For(home), cancellation);
        await using var source = NpgsqlDataSource.Create(server.OwnerConnectionString);
        return await new LedgerVerifier(source, new LedgerAnchors(home)).VerifyAsync(asOf, cancellation);
    }
}
