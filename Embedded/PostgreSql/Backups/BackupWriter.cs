using System.Text;
using Npgsql;

namespace Pinchang.Embedded.PostgreSql.Backups;

/// <summary>
/// Copies a whole installation while it is used: first the ledger's anchors, then the private server's files between PostgreSQL's
/// backup start and stop with the write-ahead log that makes them one moment, then files and recordings, and last, into a folder apart, the keys. In this order
/// every anchor speaks of a seal that is there, and every row of a file and a key that are there.
/// </summary>
/// <param name="owner">A connection string to the running private server, as any role.</param>
public sealed class BackupWriter(string home, string owner, TimeProvider time)
{
    private const string Anchors = "ledger-anchors";
    private const string Database = "postgres/data";

    // What PostgreSQL makes anew at each start, as its manual lists it.
    private static readonly string[] EmptyFolders =
        ["pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans"];

    /// <summary>Told how far the backup is.</summary>
    public Action<string> Said { get; init; } = _ => { };

    /// <exception cref="BackupException">With a sentence; nothing is left of what was begun.</exception>
    public async Task<BackupManifest> WriteAsync(string target, string keysFolder, CancellationToken cancellation)
    {
        target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        keysFolder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(keysFolder));
        var partial = $"{target}.partial";
        if (IsWithin(home, target) || IsWithin(home, keysFolder))
        {
            throw new BackupException($"A backup inside the data folder {home} would be lost with it: name a folder elsewhere.");
        }

        if (IsWithin(target, keysFolder))
        {
            throw new BackupException($"Keys inside the backup {target} would be found with it: name a folder elsewhere with --keys.");
        }

        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
        {
            throw new BackupException($"{target} is not empty: name a new folder for each backup.");
        }

        if (Path.Exists(partial))
        {
            throw new BackupException($"A backup to {target} is being made or was cut off: when none is running, remove {partial}.");
        }

        var (copy, keys, moved) = (new BackupCopy(partial), new BackupKeys(keysFolder), false);
        try
        {
            PrivateFiles.MakeFolder(partial);
            var manifest = await CopyAsync(copy, keys, cancellation);
            manifest.Write(partial);
            copy.Sync();
            if (Directory.Exists(target))
            {
                Directory.Delete(target);
            }

            Directory.Move(partial, target);
            moved = true;
            Unix.SyncFolder(Path.GetDirectoryName(target)!);
            return manifest;
        }
        catch (Exception problem)
        {
            keys.Undo();
            var begun = moved ? target : partial;
            if (Directory.Exists(begun))
            {
                Directory.Delete(begun, recursive: true);
            }

            throw problem is IOException or UnauthorizedAccessException or NpgsqlException
                ? new BackupException($"The backup was not made, and nothing of it is left: {problem.Message}", problem)
                : problem;
        }
    }

    private static bool IsWithin(string folder, string path) =>
        Path.GetRelativePath(folder, path) is var relative && relative != ".." && !relative.StartsWith("../", StringComparison.Ordinal);

    private async Task<BackupManifest> CopyAsync(BackupCopy copy, BackupKeys keys, CancellationToken cancellation)
    {
        var startedAt = time.GetUtcNow();
        await CopyAnchorsAsync(copy, cancellation);

        await using var connection = new NpgsqlConnection(AsSuperuser());
        await connection.OpenAsync(cancellation);
        // Ends with the connection, and keeps the log since its checkpoint until then.
        await ReadAsync(connection, "SELECT slot_name FROM pg_create_physical_replication_slot('pinchang_backup', true, true)", cancellation);
        var start = (await ReadAsync(connection, "SELECT lsn::text, pg_walfile_name(lsn) FROM pg_backup_start('pinchang', fast => true) AS lsn", cancellation));
        copy.MakeFolder("postgres");
        await copy.FileAsync(Path.Combine(home, "postgres", "passwords.json"), "postgres/passwords.json", cancellation);
        await copy.FolderAsync(Path.Combine(home, Database), Database, IsKept, cancellation);
        await copy.FileAsync(Path.Combine(home, Database, "global", "pg_control"), $"{Database}/global/pg_control", cancellation);
        Said("The database is copied.");

        // Before the server ends the backup: what is committed between the two is in it or not, so it is not promised.
        var consistentAt = time.GetUtcNow();
        var stop = await ReadAsync(
            connection, "SELECT lsn::text, pg_walfile_name(lsn), labelfile, spcmapfile FROM pg_backup_stop(wait_for_archive => false)", cancellation);
        if (stop[3].Length > 0)
        {
            throw new BackupException("The database has tablespaces outside of its folder, which this backup does not hold.");
        }

        await copy.WriteAsync(new MemoryStream(Encoding.UTF8.GetBytes(stop[2])), $"{Database}/backup_label", cancellation);
        await CopyLogAsync(connection, copy, start[1], stop[1], cancellation);
        Said("The write-ahead log is copied.");
        await CopyRestAsync(copy, cancellation);
        return BackupManifest.Of(connection.PostgreSqlVersion.ToString(), startedAt, consistentAt, start[0], stop[0], copy, await keys.CopyAsync(home, cancellation));
    }

    /// <summary>Without a line that is being written: its seal may be younger than the database's copy.</summary>
    private async Task CopyAnchorsAsync(BackupCopy copy, CancellationToken cancellation)
    {
        var folder = Path.Combine(home, Anchors);
        if (!Directory.Exists(folder))
        {
            return;
        }

        copy.MakeFolder(Anchors);
        foreach (var agency in Directory.EnumerateDirectories(folder))
        {
            copy.MakeFolder($"{Anchors}/{Path.GetFileName(agency)}");
            foreach (var file in Directory.EnumerateFiles(agency))
            {
                await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                var bytes = new byte[stream.Length];
                await stream.ReadExactlyAsync(bytes, cancellation);
                var whole = bytes.AsMemory(0, Array.LastIndexOf(bytes, (byte)'\n') + 1);
                await copy.WriteAsync(new MemoryStream(whole.ToArray()), $"{Anchors}/{Path.GetFileName(agency)}/{Path.GetFileName(file)}", cancellation);
            }
        }
    }

    private async Task CopyLogAsync(NpgsqlConnection connection, BackupCopy copy, string first, string last, CancellationToken cancellation)
    {
        var segments = await ReadColumnAsync(
            connection, $"SELECT name FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{{24}}$' AND name BETWEEN '{first}' AND '{last}' ORDER BY name", cancellation);
        // Counted by the server, which knows how large a segment is.
        var expected = await ReadAsync(
            connection,
            $"SELECT ((b.segment_number - a.segment_number) + 1)::text FROM pg_split_walfile_name('{first}') AS a, pg_split_walfile_name('{last}') AS b",
            cancellation);
        foreach (var segment in segments)
        {
            await copy.FileAsync(Path.Combine(home, Database, "pg_wal", segment), $"{Database}/pg_wal/{segment}", cancellation);
        }

        if (!string.Equals(expected[0], $"{segments.Count}", StringComparison.Ordinal) || segments.Any(segment => copy.Files.All(file => !file.Path.EndsWith(segment, StringComparison.Ordinal))))
        {
            throw new BackupException($"The write-ahead log from {first} to {last} is not whole: make the backup again.");
        }
    }

    private async Task CopyRestAsync(BackupCopy copy, CancellationToken cancellation)
    {
        foreach (var entry in new DirectoryInfo(home).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (entry.Name is "postgres" or Anchors or "run.json" || BackupKeys.Holds(entry.Name))
            {
                continue;
            }

            if (entry is DirectoryInfo)
            {
                await copy.FolderAsync(entry.FullName, entry.Name, path => !path.EndsWith(".partial", StringComparison.Ordinal) && !BackupKeys.Holds(path), cancellation);
            }
            else
            {
                await copy.FileAsync(entry.FullName, entry.Name, cancellation);
            }
        }
    }

    private static bool IsKept(string path)
    {
        var below = path[(Database.Length + 1)..];
        var name = below[(below.LastIndexOf('/') + 1)..];
        return below is not ("postmaster.pid" or "postmaster.opts" or "global/pg_control" or "backup_label" or "tablespace_map")
            && name != "pg_internal.init"
            && !name.StartsWith("pgsql_tmp", StringComparison.Ordinal)
            && !EmptyFolders.Any(folder => below.StartsWith($"{folder}/", StringComparison.Ordinal));
    }

    private string AsSuperuser() => new NpgsqlConnectionStringBuilder(owner)
    {
        Username = PostgreSqlServer.Superuser,
        Password = ServerPasswords.Read(Path.Combine(home, "postgres", "passwords.json")).Superuser,
        Database = "postgres",
        Pooling = false,
        CommandTimeout = 0,
    }.ConnectionString;

    private static async Task<string[]> ReadAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return [.. Enumerable.Range(0, reader.FieldCount).Select(field => reader.IsDBNull(field) ? "" : reader.GetString(field))];
    }

    private static async Task<List<string>> ReadColumnAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<string> values = [];
        while (await reader.ReadAsync(cancellation))
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }
}
