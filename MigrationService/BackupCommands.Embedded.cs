using System.Globalization;
using Npgsql;
using Pinchang.Contracts.Maintenance;
using Pinchang.Data.Ledger;
using Pinchang.Data.Maintenance;
using Pinchang.Data.Migrations;
using Pinchang.Embedded.PostgreSql;
using Pinchang.Embedded.PostgreSql.Backups;

namespace Pinchang.MigrationService;

/// <summary>Backups of the whole installation, also while the product runs, and the proof that they can be put back.</summary>
internal static class BackupCommands
{
    public const string Backup = "backup";
    public const string Restore = "restore";
    public const string Drill = "restore-drill";

    public static Task<int> BackupAsync(OwnerDatabase database, string folder) => SayAsync(async () =>
    {
        RefuseForeign(database);
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = true;
            stop.Cancel();
        };
        var manifest = await new BackupWriter(database.DataFolder, database.ConnectionString, TimeProvider.System) { Said = Console.WriteLine }
            .WriteAsync(folder, stop.Token);
        var words = $"{folder}: {Describe(manifest)}";
        await LogAsync(database.ConnectionString, MaintenanceAct.BackedUp, words);
        Console.WriteLine($"Backed up to {words}. It holds the keys too: whoever has it can read everything.");
        return 0;
    });

    /// <summary>Into the data folder that PINCHANG_DATA names, which must be empty; 0 when the ledger in it holds.</summary>
    public static Task<int> RestoreAsync(string folder) => SayAsync(async () =>
    {
        if (Environment.GetEnvironmentVariable("PINCHANG_DB_OWNER") is { Length: > 0 })
        {
            throw Foreign();
        }

        var manifest = await BackupRestorer.RestoreAsync(folder, DataHome.Open(), CancellationToken.None);
        Console.WriteLine($"Restored {Describe(manifest)}.");
        await using var database = await OwnerDatabase.OpenAsync();
        var exitCode = await LedgerCommands.VerifyAsync(database, manifest.ConsistentAt);
        await LogAsync(database.ConnectionString, MaintenanceAct.Restored, folder);
        return exitCode;
    });

    /// <summary>Restores beside the data folder, verifies the ledger there, removes it all, and notes the result where the product runs.</summary>
    public static Task<int> DrillAsync(OwnerDatabase database, string folder) => SayAsync(async () =>
    {
        RefuseForeign(database);
        var apart = $"{Path.TrimEndingDirectorySeparator(database.DataFolder)}.drill";
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            var manifest = await BackupRestorer.RestoreAsync(folder, apart, CancellationToken.None);
            var verdict = await VerifyAsync(apart, manifest.ConsistentAt);
            var took = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
            var words = string.Create(
                CultureInfo.InvariantCulture,
                $"{folder}: {Describe(manifest)}, {took:0} s, {(verdict.Holds ? $"{verdict.Lines} ledger lines whole" : $"{verdict.Findings[0]}")}");
            await LogAsync(database.ConnectionString, MaintenanceAct.RestoreDrilled, words);
            Console.WriteLine(words);
            return verdict.Holds ? 0 : 1;
        }
        finally
        {
            if (Directory.Exists(apart))
            {
                Directory.Delete(apart, recursive: true);
            }
        }
    });

    /// <summary>As of the backup: its last lines were not sealed yet, and nobody seals them here.</summary>
    private static async Task<LedgerVerdict> VerifyAsync(string home, DateTimeOffset asOf)
    {
        await using var server = await PostgreSqlServer.StartAsync(PostgreSqlOptions.For(home));
        await using var source = NpgsqlDataSource.Create(server.OwnerConnectionString);
        return await new LedgerVerifier(source, new LedgerAnchors(home)).VerifyAsync(asOf, CancellationToken.None);
    }

    private static async Task LogAsync(string database, MaintenanceAct act, string words)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await new MaintenanceLog(source).WriteAsync(act, words, TimeProvider.System.GetUtcNow(), CancellationToken.None);
    }

    private static string Describe(BackupManifest manifest) => string.Create(
        CultureInfo.InvariantCulture,
        $"{manifest.Files.Length} files, {manifest.Bytes / 1048576.0:0.0} MB, as of {manifest.ConsistentAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");

    private static async Task<int> SayAsync(Func<Task<int>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception problem) when (problem is BackupException or PostgreSqlStartException)
        {
            throw new MigrationException(problem.Message, problem);
        }
        catch (OperationCanceledException)
        {
            throw new MigrationException("Stopped: nothing of the backup is left.");
        }
    }

    private static void RefuseForeign(OwnerDatabase database)
    {
        if (!database.IsPrivate)
        {
            throw Foreign();
        }
    }

    private static MigrationException Foreign() => new(
        "The database is a server of your own: back it up and restore it with pg_basebackup or pg_dump, and copy the data folder's files, recordings, pieces, ledger-anchors and keys after it.");
}
