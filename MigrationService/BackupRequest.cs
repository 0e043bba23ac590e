namespace Pinchang.MigrationService;

/// <summary>What was typed: a command, the backup's folder, and the folder of its keys where it is not the usual one.</summary>
internal sealed record BackupRequest(string Command, string Folder, string? Keys)
{
    public const string Backup = "backup";
    public const string Restore = "restore";
    public const string Drill = "restore-drill";
    public const string KeysOption = "--keys";

    /// <summary>Null when it is something else.</summary>
    public static BackupRequest? Read(string[] arguments) => arguments switch
    {
        [Backup or Restore or Drill, var folder] when !IsOption(folder) => new(arguments[0], folder, null),
        [Backup or Restore or Drill, var folder, KeysOption, var keys] when !IsOption(folder) && !IsOption(keys) => new(arguments[0], folder, keys),
        _ => null,
    };

    private static bool IsOption(string word) => word.StartsWith("--", StringComparison.Ordinal);
}
