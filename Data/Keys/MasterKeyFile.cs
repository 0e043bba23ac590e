using System.Security.Cryptography;

namespace Pinchang.Data.Keys;

/// <summary>32 bytes that lie beside the data, readable by their owner only, made on first use and backed up apart from the database.</summary>
public static class MasterKeyFile
{
    public const int Length = 32;

    public static byte[] ReadOrMake(string dataFolder, string name)
    {
        var path = Path.Combine(dataFolder, "keys", name);
        return File.Exists(path) ? Read(path) : Make(path);
    }

    /// <summary>Puts the next key in the key's place; the former one stays beside it, since older backups open with it only.</summary>
    public static void Replace(string dataFolder, string name, string next)
    {
        var (path, waiting) = (Path.Combine(dataFolder, "keys", name), Path.Combine(dataFolder, "keys", next));
        File.Copy(path, $"{path}.before", overwrite: true);
        // In one step: at no moment is there no key.
        File.Move(waiting, path, overwrite: true);
    }

    private static byte[] Read(string path) =>
        File.ReadAllBytes(path) is { Length: Length } key
            ? key
            : throw new InvalidOperationException($"The key file {Path.GetFileName(path)} is not {Length} bytes long: restore it from its backup.");

    private static byte[] Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        else
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var key = RandomNumberGenerator.GetBytes(Length);
        using var file = new FileStream(path, options);
        file.Write(key);
        file.Flush(flushToDisk: true);
        return key;
    }
}
