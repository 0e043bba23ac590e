using System.Security.Cryptography;

namespace Pinchang.Embedded.PostgreSql.Backups;

/// <summary>Copies files that others are writing, and notes what it wrote.</summary>
public sealed class BackupCopy
{
    private const int Buffer = 1 << 18;

    private readonly string _target;

    internal BackupCopy(string target) => _target = target;

    internal List<string> Folders { get; } = [];

    internal List<BackupFile> Files { get; } = [];

    /// <summary>A folder and what is in it; what goes away meanwhile is left out, as the write-ahead log brings it in line.</summary>
    internal async Task FolderAsync(string source, string path, Func<string, bool> wanted, CancellationToken cancellation)
    {
        MakeFolder(path);
        FileSystemInfo[] entries;
        try
        {
            entries = [.. new DirectoryInfo(source).EnumerateFileSystemInfos()];
        }
        catch (DirectoryNotFoundException)
        {
            return;
        }

        foreach (var entry in entries.Where(entry => entry.LinkTarget is null))
        {
            var below = $"{path}/{entry.Name}";
            if (!wanted(below))
            {
                continue;
            }

            if (entry is DirectoryInfo)
            {
                await FolderAsync(entry.FullName, below, wanted, cancellation);
            }
            else
            {
                await FileAsync(entry.FullName, below, cancellation);
            }
        }
    }

    /// <returns>False when the file was gone.</returns>
    internal async Task<bool> FileAsync(string source, string path, CancellationToken cancellation)
    {
        try
        {
            await using var from = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, Buffer, FileOptions.SequentialScan);
            await WriteAsync(from, path, cancellation);
            return true;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    internal async Task WriteAsync(Stream from, string path, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var to = new FileStream(Path.Combine(_target, path), PrivateFiles.NewFile());
        var (buffer, size) = (new byte[Buffer], 0L);
        for (int read; (read = await from.ReadAsync(buffer, cancellation)) > 0; size += read)
        {
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        to.Flush(flushToDisk: true);
        Files.Add(new(path, size, Convert.ToHexStringLower(hash.GetHashAndReset())));
    }

    /// <summary>What is named in them is on the disk afterwards, as the files' contents are already.</summary>
    internal void Sync()
    {
        foreach (var folder in Folders)
        {
            Unix.SyncFolder(Path.Combine(_target, folder));
        }

        Unix.SyncFolder(_target);
    }

    internal void MakeFolder(string path)
    {
        PrivateFiles.MakeFolder(Path.Combine(_target, path));
        Folders.Add(path);
    }
}
