using System.Runtime.InteropServices;
using System.Text.Json;

namespace Pinchang.Embedded.PostgreSql;

/// <summary>
/// The programs of PostgreSQL, copied out of npm's folder: root's home cannot be read by the server's user,
/// and a build that replaces npm's folder must not pull libraries from under a running server.
/// </summary>
internal sealed record ServerBinaries(string Root, string Version)
{
    public string MajorVersion => Version.Split('.')[0];

    public string Program(string name) => Path.Combine(Root, "bin", name);

    /// <summary>The version that this build brings along.</summary>
    public static string BroughtVersion()
    {
        var package = Path.Combine(DataHome.BuiltWith("Packages"), Platform());
        var description = Path.Combine(package, "package.json");
        if (!File.Exists(description))
        {
            throw new PostgreSqlStartException($"The binaries of PostgreSQL are missing ({package}): build again with the npm registry in reach, or set PINCHANG_DB to a server of your own.");
        }

        using var json = JsonDocument.Parse(File.ReadAllText(description));
        return json.RootElement.GetProperty("version").GetString()!;
    }

    public static ServerBinaries CopyTo(string folder)
    {
        var version = BroughtVersion();
        var package = Path.Combine(DataHome.BuiltWith("Packages"), Platform());
        var target = Path.Combine(folder, version);
        if (!Directory.Exists(target))
        {
            PrivateFiles.MakeFolder(folder, traversable: Environment.IsPrivilegedProcess);
            var partial = $"{target}.{Environment.ProcessId}.partial";
            CopyFolder(Path.Combine(package, "native"), partial);
            MakeLinks(Path.Combine(package, "native", "pg-symlinks.json"), partial);
            TakePlace(partial, target);
        }

        return new(target, version);
    }

    private static string Platform()
    {
        var system = OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "darwin" : null;
        var architecture = RuntimeInformation.OSArchitecture switch
        {
            Architecture.X64 => "x64",
            Architecture.Arm64 => "arm64",
            _ => null,
        };
        return system is not null && architecture is not null
            ? $"{system}-{architecture}"
            : throw new PostgreSqlStartException("The private PostgreSQL runs on Linux and macOS (x64 and arm64); on Windows use WSL, or set PINCHANG_DB to a server of your own.");
    }

    private static void CopyFolder(string source, string target)
    {
        Directory.CreateDirectory(target);
        AllowReading(target, folder: true);
        foreach (var entry in new DirectoryInfo(source).EnumerateFileSystemInfos())
        {
            var copy = Path.Combine(target, entry.Name);
            // Links come from the package's list; static libraries are for compilers only.
            if (entry.LinkTarget is not null || entry.Extension == ".a")
            {
                continue;
            }

            if (entry is DirectoryInfo)
            {
                CopyFolder(entry.FullName, copy);
            }
            else
            {
                File.Copy(entry.FullName, copy, overwrite: true);
                AllowReading(copy, folder: false);
            }
        }
    }

    private static void AllowReading(string path, bool folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var mode = File.GetUnixFileMode(path) | UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        if (folder || mode.HasFlag(UnixFileMode.UserExecute))
        {
            mode |= UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        }

        File.SetUnixFileMode(path, mode);
    }

    /// <summary>npm packages hold no links; theirs are listed, and the script that makes them may not have been run.</summary>
    private static void MakeLinks(string list, string target)
    {
        using var links = JsonDocument.Parse(File.ReadAllText(list));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var path = Path.Combine(target, WithinNative(link.GetProperty("target").GetString()!));
            var source = Path.Combine(target, WithinNative(link.GetProperty("source").GetString()!));
            if (!File.Exists(path))
            {
                File.CreateSymbolicLink(path, Path.GetRelativePath(Path.GetDirectoryName(path)!, source));
            }
        }
    }

    private static string WithinNative(string path) => path.StartsWith("native/", StringComparison.Ordinal) ? path["native/".Length..] : path;

    private static void TakePlace(string partial, string target)
    {
        try
        {
            Directory.Move(partial, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            // Another process was quicker, with the same files.
            Directory.Delete(partial, recursive: true);
        }
    }
}
