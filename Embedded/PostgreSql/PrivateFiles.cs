namespace Pinchang.Embedded.PostgreSql;

/// <summary>Folders and files whose reader is chosen at the moment they appear, not a moment later.</summary>
public static class PrivateFiles
{
    private const UnixFileMode OnlyMe = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OnlyMyFolder = OnlyMe | UnixFileMode.UserExecute;
    private const UnixFileMode Traversable = OnlyMyFolder | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Makes a folder, with its parents, that only its owner lists; others may pass through when it is traversable.</summary>
    public static void MakeFolder(string path, bool traversable = false)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        var mode = traversable ? Traversable : OnlyMyFolder;
        if (!Directory.Exists(path))
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } parent && !Directory.Exists(parent))
            {
                MakeFolder(parent, traversable);
            }

            Directory.CreateDirectory(path, mode);
        }

        if (traversable)
        {
            // The process's umask may have taken the traversal away, and an older folder may lack it.
            var now = File.GetUnixFileMode(path);
            if ((now & Traversable) != Traversable)
            {
                File.SetUnixFileMode(path, now | Traversable);
            }
        }
    }

    /// <summary>Writes a file that only its owner reads, whole or not at all.</summary>
    public static void Write(string path, string text)
    {
        var partial = path + ".partial";
        File.Delete(partial);
        using (var writer = new StreamWriter(partial, NewFile()))
        {
            writer.Write(text);
        }

        File.Move(partial, path, overwrite: true);
    }

    /// <summary>How a file is made that was not there and that only its owner reads.</summary>
    internal static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OnlyMe;
        }

        return options;
    }
}
