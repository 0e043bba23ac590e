namespace Pinchang.Embedded.PostgreSql.Backups;

/// <summary>Puts a backup into an empty data folder. Nothing is written there before every file of the backup was read and found whole.</summary>
public static class BackupRestorer
{
    // Hidden, so that a restore that was cut off is never taken for an installation.
    private const string Staging = ".restore.partial";

    /// <exception cref="BackupException">With a sentence; the data folder is as it was.</exception>
    public static async Task<BackupManifest> RestoreAsync(string backup, string home, CancellationToken cancellation)
    {
        backup = Path.GetFullPath(backup);
        if (Directory.Exists(home) && Directory.EnumerateFileSystemEntries(home).Any(entry => Path.GetFileName(entry) != Staging))
        {
            throw new BackupException($"The data folder {home} is not empty: name an empty one with PINCHANG_DATA.");
        }

        var manifest = BackupManifest.Read(backup);
        var (wrote, brought) = (manifest.PostgreSql.Split('.')[0], ServerBinaries.BroughtVersion().Split('.')[0]);
        if (wrote != brought)
        {
            throw new BackupException($"The backup is of PostgreSQL {wrote}, and this Pinchang brings PostgreSQL {brought}: restore it with the Pinchang that wrote it.");
        }

        await manifest.CheckAsync(backup, cancellation);
        var staging = Path.Combine(home, Staging);
        try
        {
            Remove(staging);
            var user = ServerUser.Choose();
            user?.MustReach(Path.Combine(home, "postgres"));
            PrivateFiles.MakeFolder(home, traversable: user is not null);
            await CopyAsync(backup, staging, manifest, user, cancellation);
            foreach (var entry in new DirectoryInfo(staging).EnumerateFileSystemInfos())
            {
                Directory.Move(entry.FullName, Path.Combine(home, entry.Name));
            }

            Remove(staging);
            return manifest;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Remove(staging);
            throw new BackupException($"The backup was not restored: {problem.Message}", problem);
        }
    }

    private static async Task CopyAsync(string backup, string staging, BackupManifest manifest, ServerUser? user, CancellationToken cancellation)
    {
        PrivateFiles.MakeFolder(staging, traversable: user is not null);
        PrivateFiles.MakeFolder(Path.Combine(staging, "postgres"), traversable: user is not null);
        var copy = new BackupCopy(staging);
        foreach (var folder in manifest.Folders)
        {
            copy.MakeFolder(folder);
            GiveServerItsOwn(staging, folder, user);
        }

        foreach (var file in manifest.Files)
        {
            await copy.FileAsync(Path.Combine(backup, file.Path), file.Path, cancellation);
            GiveServerItsOwn(staging, file.Path, user);
            if (copy.Files.LastOrDefault() != file)
            {
                throw new IOException($"{file.Path} changed while it was read");
            }
        }
    }

    private static void GiveServerItsOwn(string staging, string path, ServerUser? user)
    {
        if (user is not null && (path == "postgres/data" || path.StartsWith("postgres/data/", StringComparison.Ordinal)))
        {
            Unix.GiveTo(Path.Combine(staging, path), user);
        }
    }

    private static void Remove(string staging)
    {
        if (Directory.Exists(staging))
        {
            Directory.Delete(staging, recursive: true);
        }
    }
}
