using System.Security.Cryptography;
using System.Text.Json;

namespace Pinchang.Embedded.PostgreSql.Backups;

/// <summary>A file of a backup: its place below the data folder, with forward slashes.</summary>
public sealed record BackupFile(string Path, long Size, string Sha256)
{
    internal async Task<bool> IsAtAsync(string path, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(path);
        return stream.Length == Size && Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation)) == Sha256;
    }
}

/// <summary>What a backup holds. It is written last: a folder without it was cut off, and is no backup.</summary>
public sealed record BackupManifest
{
    public const string FileName = "manifest.json";

    // 1 had the keys among its files.
    private const int KeysAmongFiles = 1;
    private const int KnownFormat = 2;
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public required int Format { get; init; }

    public required string PostgreSql { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>What was committed before this moment is in the backup.</summary>
    public required DateTimeOffset ConsistentAt { get; init; }

    public required string StartLsn { get; init; }

    public required string StopLsn { get; init; }

    /// <summary>PostgreSQL needs its empty folders too.</summary>
    public required string[] Folders { get; init; }

    public required BackupFile[] Files { get; init; }

    /// <summary>What opens the backup. These lie in a folder of their own, and are known here by their hashes only.</summary>
    public BackupFile[] Keys { get; init; } = [];

    public long Bytes => Files.Sum(file => file.Size);

    /// <exception cref="BackupException">No manifest, or one that cannot be what a backup wrote.</exception>
    public static BackupManifest Read(string backup)
    {
        var path = Path.Combine(backup, FileName);
        if (!File.Exists(path))
        {
            throw new BackupException($"{backup} is no whole backup: it has no {FileName}, so it was cut off or is something else.");
        }

        try
        {
            var manifest = JsonSerializer.Deserialize<BackupManifest>(File.ReadAllText(path), Readable);
            return manifest is { Format: KnownFormat or KeysAmongFiles, Files.Length: > 0 }
                && manifest.Folders.Concat(manifest.Files.Concat(manifest.Keys).Select(file => file.Path)).All(StaysInside)
                ? manifest
                : throw new BackupException($"The manifest {path} is not one that this Pinchang knows.");
        }
        catch (Exception problem) when (problem is JsonException or ArgumentNullException or NullReferenceException)
        {
            throw new BackupException($"The manifest {path} is broken: take another backup.", problem);
        }
    }

    public void Write(string backup)
    {
        var path = Path.Combine(backup, FileName);
        PrivateFiles.Write(path, JsonSerializer.Serialize(this, Readable));
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    public static BackupManifest Of(
        string postgreSql, DateTimeOffset startedAt, DateTimeOffset consistentAt, string startLsn, string stopLsn, BackupCopy copy, BackupFile[] keys) => new()
        {
            Format = KnownFormat,
            PostgreSql = postgreSql,
            StartedAt = startedAt,
            ConsistentAt = consistentAt,
            StartLsn = startLsn,
            StopLsn = stopLsn,
            Folders = [.. copy.Folders],
            Files = [.. copy.Files],
            Keys = keys,
        };

    /// <summary>Reads every file, and names the first that is not as it was written.</summary>
    public async Task CheckAsync(string backup, CancellationToken cancellation)
    {
        foreach (var file in Files)
        {
            var path = Path.Combine(backup, file.Path);
            if (!File.Exists(path))
            {
                throw new BackupException($"The backup {backup} is broken: {file.Path} is missing.");
            }

            if (!await file.IsAtAsync(path, cancellation))
            {
                throw new BackupException($"The backup {backup} is broken: {file.Path} is not as it was written.");
            }
        }
    }

    /// <summary>A manifest that was tampered with must not write outside of the data folder.</summary>
    private static bool StaysInside(string path) =>
        path.Length > 0 && !Path.IsPathRooted(path) && path.Split('/').All(part => part is not ("" or "." or ".."));
}
