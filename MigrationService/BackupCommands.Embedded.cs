using Npgsql;
using Pinchang.Contracts.Maintenance;
using Pinchang.Data.Maintenance;
using Pinchang.Data.Migrations;
using Pinchang.Embedded.PostgreSql;
using Pinchang.Embedded.PostgreSql.Backups;

namespace Pinchang.MigrationService;

/// <summary>Backups of the whole installation, also while the product runs, and the proof that they can be put back.</summary>
internal static class BackupCommands
{
    public static Task<int> BackupAsync(OwnerDatabase database, BackupRequest request) => SayAsync(async () =>
    {
        RefuseForeign(database);
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = true;
            stop.Cancel();
        };
        var (time, keys) = (TimeProvider.System, request.Keys ?? BackupKeys.FolderOf(request.Folder));
        var (began, at) = (time.GetTimestamp(), time.GetUtcNow());
        var manifest = await new BackupWriter(database.DataFolder, database.ConnectionString, time) { Said = Console.WriteLine }
            .WriteAsync(request.Folder, keys, stop.Token);
        var run = RunOf(MaintenanceAct.BackedUp, at, time.GetElapsedTime(began), request.Folder, manifest);
        Console.WriteLine($"Backed up to {run.Describe()}.");
        Console.WriteLine(manifest.Keys.Length > 0
            ? $"Its keys went to {keys}: keep them at another place than the backup. One without the other opens nothing."
            : "This installation keeps no keys in its data folder: the backup opens only with the keys that it is given as variables.");
        await LogAsync(database.ConnectionString, run);
        return 0;
    });

    /// <summary>Into the data folder that PINCHANG_DATA names, which must be empty; 0 when the ledger in it holds.</summary>
    public static Task<int> RestoreAsync(BackupRequest request) => SayAsync(async () =>
    {
        if (Environment.GetEnvironmentVariable("PINCHANG_DB_OWNER") is { Length: > 0 })
        {
            throw Foreign();
        }

        var (began, at) = (TimeProvider.System.GetTimestamp(), TimeProvider.System.GetUtcNow());
        var manifest = await BackupRestorer.RestoreAsync(request.Folder, request.Keys ?? BackupKeys.FolderOf(request.Folder), DataHome.Open(), CancellationToken.None);
        var run = RunOf(MaintenanceAct.Restored, at, TimeProvider.System.GetElapsedTime(began), request.Folder, manifest);
        Console.WriteLine($"Restored {run.Describe()}.");
        await using var database = await OwnerDatabase.OpenInstalledAsync();
        var exitCode = await LedgerCommands.VerifyAsync(database, manifest.ConsistentAt);
        await LogAsync(database.ConnectionString, run with { Cause = exitCode == 0 ? null : "the ledger does not hold" });
        return exitCode;
    });

    /// <summary>0 when the backup was put back and its ledger holds.</summary>
    public static Task<int> DrillAsync(OwnerDatabase database, BackupRequest request) => SayAsync(async () =>
    {
        RefuseForeign(database);
        var run = await new RestoreDrill(database.DataFolder, TimeProvider.System).RunAsync(request.Folder, request.Keys, CancellationToken.None);
        (run.Cause is null ? Console.Out : Console.Error).WriteLine(run.Describe());
        await LogAsync(database.ConnectionString, run);
        return run.Cause is null ? 0 : 1;
    });

    private static BackupRun RunOf(MaintenanceAct act, DateTimeOffset at, TimeSpan took, string folder, BackupManifest manifest) => new(act, at, took, folder)
    {
        ConsistentAt = manifest.ConsistentAt,
        Files = manifest.Files.Length,
        Bytes = manifest.Bytes,
    };

    /// <summary>What was done stays done when the log cannot be told of it; the exit code speaks of what was done.</summary>
    private static async Task LogAsync(string database, BackupRun run)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create(database);
            await new BackupLog(source).WriteAsync(run, CancellationToken.None);
        }
        catch (NpgsqlException problem)
        {
            Console.Error.WriteLine($"That stands, but the installation's log could not be told of it: {problem.Message}");
        }
    }

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
        "The database is a server of your own: back it up and restore it with pg_basebackup or pg_dump, and copy the data folder's files, recordings, pieces and ledger-anchors after it; its keys to another place.");
}
