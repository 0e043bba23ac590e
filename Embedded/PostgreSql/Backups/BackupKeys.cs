using System.Security.Cryptography;

namespace Pinchang.Embedded.PostgreSql.Backups;

/// <summary>
/// The keys of an installation, in a folder apart from the backup: whoever has one of the two reads nothing that is sealed. The folder has
/// the places of the data folder, so that the installation itself can stand in for it.
/// </summary>
public sealed class BackupKeys
{
    private static readonly string[] Single = ["web.secret", "tls/authority.key", "tls/server.key"];

    private readonly string _folder;
    private readonly List<string> _written = [];

    /// <param name="folder">Empty, new, or with the same keys in it from the backup before.</param>
    internal BackupKeys(string folder) => _folder = folder;

    /// <summary>Beside the backup, where nobody says another place.</summary>
    public static string FolderOf(string backup) => $"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(backup))}.keys";

    /// <summary>The server's own passwords are not among them: they open what the same backup holds anyway.</summary>
    internal static bool Holds(string path) => path == "keys" || Single.Contains(path);

    internal async Task<BackupFile[]> CopyAsync(string home, CancellationToken cancellation)
    {
        List<BackupFile> keys = [];
        var folder = new DirectoryInfo(Path.Combine(home, "keys"));
        var masters = folder.Exists ? folder.EnumerateFiles().Select(file => $"keys/{file.Name}").Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        foreach (var path in masters.Concat(Single).Where(path => File.Exists(Path.Combine(home, path))))
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(home, path), cancellation);
            var key = new BackupFile(path, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            await WriteAsync(key, bytes, cancellation);
            keys.Add(key);
        }

        return [.. keys];
    }

    /// <summary>Takes back what it wrote, and nothing that was there before.</summary>
    internal void Undo()
    {
        foreach (var path in _written)
        {
            File.Delete(path);
        }
    }

    /// <exception cref="BackupException">One is missing, or is another installation's.</exception>
    internal static async Task CheckAsync(BackupManifest manifest, string folder, CancellationToken cancellation)
    {
        foreach (var key in manifest.Keys)
        {
            var path = Path.Combine(folder, key.Path);
            if (!File.Exists(path))
            {
                throw new BackupException($"The keys of this backup are not in {folder} ({key.Path} is missing): name the folder that they went to with --keys.");
            }

            if (!await key.IsAtAsync(path, cancellation))
            {
                throw new BackupException($"{path} is not the key that this backup was made with: name the folder that its keys went to with --keys.");
            }
        }
    }

    private async Task WriteAsync(BackupFile key, byte[] bytes, CancellationToken cancellation)
    {
        var path = Path.Combine(_folder, key.Path);
        if (File.Exists(path))
        {
            if (!await key.IsAtAsync(path, cancellation))
            {
                throw new BackupException($"{path} is another key than this installation's: name a folder of its own for these keys with --keys.");
            }

            return;
        }

        PrivateFiles.MakeFolder(Path.GetDirectoryName(path)!);
        await using (var file = new FileStream(path, PrivateFiles.NewFile()))
        {
            _written.Add(path);
            await file.WriteAsync(bytes, cancellation);
            file.Flush(flushToDisk: true);
        }

        Unix.SyncFolder(Path.GetDirectoryName(path)!);
        Unix.SyncFolder(_folder);
    }
}
