using Pinchang.Embedded.PostgreSql;

namespace Pinchang.Data.Tests.Backups;

/// <summary>An installation's folder, its backup's, and an empty one.</summary>
internal sealed class BackupFolders : IDisposable
{
    public string Root { get; } = Path.Combine(DataHome.Shared(), "tests", $"backup-{Guid.NewGuid():N}");

    public string Home => Path.Combine(Root, "home");

    public string Backup => Path.Combine(Root, "backup");

    public string Empty => Path.Combine(Root, "restored");

    public void Dispose() => Directory.Delete(Root, recursive: true);

    public static PostgreSqlOptions OptionsOf(string home) => new()
    {
        Folder = Path.Combine(home, "postgres"),
        BinariesFolder = Path.Combine(DataHome.Shared(), "tests", "binaries"),
        Settings = new Dictionary<string, string> { ["fsync"] = "off", ["shared_buffers"] = "16MB" },
    };
}
