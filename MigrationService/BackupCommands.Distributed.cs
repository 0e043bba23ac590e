using Pinchang.Data.Migrations;

namespace Pinchang.MigrationService;

/// <summary>A server that others run is backed up by their means.</summary>
internal static class BackupCommands
{
    public static Task<int> BackupAsync(OwnerDatabase database, BackupRequest request) => throw Elsewhere();

    public static Task<int> DrillAsync(OwnerDatabase database, BackupRequest request) => throw Elsewhere();

    public static Task<int> RestoreAsync(BackupRequest request) => throw Elsewhere();

    private static MigrationException Elsewhere() => new(
        "This engine keeps nothing on this machine: use the database service's point-in-time restore (or pg_basebackup) and the file storage's versions.");
}
