namespace Pinchang.Embedded.PostgreSql.Backups;

/// <summary>Puts a backup into an empty data folder. Nothing is written there before every file of the backup was read and found whole.</summary>
public static class BackupRestorer
{
    /// <param name="keys">The folder that the backup's keys went to.</param>
    /// <exception cref="BackupException">With a sentence; the data folder is as it was.</exception>
    public static async Task<BackupManifest> RestoreAsync(string backup, string keys, string home, CancellationToken cancellation)
    {
        (backup, keys) = (Path.GetFullPath(backup), Path.GetFullPath(keys));
        if (Directory.Exists(home) && Directory.EnumerateFileSystemEntries(home).Any(entry => Path.GetFileName(entry) != DataHome.HalfRestored))
        {
            throw new BackupException(Path.Exists(Path.Combine(home, DataHome.HalfRestored))
                ? $"A restore into {home} was cut off: empty the folder and restore again."
                : $"The data folder {home} is not empty: name an empty one with PINCHANG_DATA.");
        }

        var manifest = BackupManifest.Read(backup);
        var (wrote, brought) = (manifest.PostgreSql.Split('.')[0], ServerBinaries.BroughtVersion().Split('.')[0]);
        if (wrote != brought)
        {
            throw new BackupException($"The backup is of PostgreSQL {wrote}, and this Pinchang brings PostgreSQL {brought}: restore it with the Pinchang that wrote it.");
        }

        await BackupKeys.CheckAsync(manifest, keys, cancellation);
        await manifest.CheckAsync(backup, cancellation);
        var staging = Path.Combine(home, DataHome.HalfRestored);
        List<string> moved = [];
        try
        {
            Remove(staging);
            var user = ServerUser.Choose();
            user?.MustReach(Path.Combine(home, "postgres"));
            PrivateFiles.MakeFolder(home, traversable: user is not null);
            await CopyAsync(backup, keys, staging, manifest, user, cancellation);
            foreach (var entry in new DirectoryInfo(staging).EnumerateFileSystemInfos())
            {
                var place = Path.Combine(home, entry.Name);
                Directory.Move(entry.FullName, place);
                moved.Add(place);
            }

            // All is in its place for good before the mark of a half restore goes.
            Unix.SyncFolder(home);
            Remove(staging);
            Unix.SyncFolder(home);
            return manifest;
        }
        catch (Exception problem)
        {
            moved.ForEach(Remove);
            Remove(staging);
            throw problem is IOException or UnauthorizedAccessException ? new BackupException($"The backup was not restored: {problem.Message}", problem) : problem;
        }
    }

    private static async Task CopyAsync(string backup, string keys, string staging, BackupManifest manifest, ServerUser? user, CancellationToken cancellation)
    {
        PrivateFiles.MakeFolder(staging, traversable: user is not null);
        PrivateFiles.MakeFolder(Path.Combine(staging, "postgres"), traversable: user is not null);
        var copy = new BackupCopy(staging);
        foreach (var folder in manifest.Folders)
        {
            copy.MakeFolder(folder);
            GiveServerItsOwn(staging, folder, user);
        }

        foreach (var folder in manifest.Keys.Select(key => Path.GetDirectoryName(key.Path)!).Where(folder => folder.Length > 0).Distinct().Except(manifest.Folders))
        {
            copy.MakeFolder(folder);
        }

        var files = manifest.Files.Select(file => (From: backup, File: file)).Concat(manifest.Keys.Select(key => (From: keys, File: key)));
        foreach (var (from, file) in files)
        {
            await copy.FileAsync(Path.Combine(from, file.Path), file.Path, cancellation);
            GiveServerItsOwn(staging, file.Path, user);
            if (copy.Files.LastOrDefault() != file)
            {
                throw new IOException($"{file.Path} changed while it was read");
            }
        }

        copy.Sync();
    }

    private static void GiveServerItsOwn(string staging, string path, ServerUser? user)
    {
        if (user is not null && (path == "postgres/data" || path.StartsWith("postgres/data/", StringComparison.Ordinal)))
        {
            Unix.GiveTo(Path.Combine(staging, path), user);
        }
    }

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        else if (File.Exists(path))
        {
            File.Delete(path);
        }
    }
}
