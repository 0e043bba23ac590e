using Npgsql;
using Pinchang.Contracts.Maintenance;
using Pinchang.Data.Maintenance;
using Pinchang.Data.Migrations;
using Pinchang.Embedded.PostgreSql;
using Pinchang.Embedded.PostgreSql.Backups;
using Pinchang.MigrationService;

namespace Pinchang.Data.Tests.Backups;

/// <summary>JF-6.2: a drill says whether a backup can be put back, and leaves nothing behind but that word.</summary>
[Clause("JF-6.2", at: "MigrationService/RestoreDrill.Embedded.cs")]
public sealed class RestoreDrillTests : IDisposable
{
    private readonly BackupFolders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    public async Task A_drill_proves_a_backup_tells_of_a_broken_one_and_removes_only_what_it_made()
    {
        await using var server = await PostgreSqlServer.StartAsync(BackupFolders.OptionsOf(_folders.Home));
        await new MigrationRunner(server.OwnerConnectionString).RunAsync();
        await new BackupWriter(_folders.Home, server.OwnerConnectionString, TimeProvider.System)
            .WriteAsync(_folders.Backup, BackupKeys.FolderOf(_folders.Backup), CancellationToken.None);
        var neighbour = Path.Combine($"{_folders.Home}.drill", "somebody's notes.txt");
        PrivateFiles.MakeFolder(Path.GetDirectoryName(neighbour)!);
        await File.WriteAllTextAsync(neighbour, "not ours");
        var drill = new RestoreDrill(_folders.Home, TimeProvider.System);

        var whole = await drill.RunAsync(_folders.Backup, null, CancellationToken.None);
        File.Delete(Path.Combine(_folders.Backup, "postgres/data/global/pg_control"));
        var broken = await drill.RunAsync(_folders.Backup, null, CancellationToken.None);

        whole.Cause.ShouldBeNull();
        whole.LedgerLines.ShouldBe(0);
        broken.Cause.ShouldNotBeNull().ShouldContain("pg_control is missing");
        File.Exists(neighbour).ShouldBeTrue();
        Directory.EnumerateFileSystemEntries(_folders.Root, "home.drill-*").ShouldBeEmpty();

        await using var source = NpgsqlDataSource.Create(server.OwnerConnectionString);
        await new BackupLog(source).WriteAsync(broken, CancellationToken.None);
        var line = (await new MaintenanceLog(source).ReadAsync(1, 100, CancellationToken.None)).Items.Single(line => line.Act == MaintenanceAct.RestoreDrilled);
        line.Detail.ShouldNotBeNull().ShouldContain("failed: ");
        await using var cause = source.CreateCommand("SELECT cause FROM compliance.backup_runs WHERE act = 'RestoreDrilled'");
        (await cause.ExecuteScalarAsync()).ShouldBe(broken.Cause);
    }

    [Fact]
    public async Task A_database_that_is_not_ours_is_neither_copied_nor_judged()
    {
        await using var server = await PostgreSqlServer.StartAsync(BackupFolders.OptionsOf(_folders.Home));

        (await Should.ThrowAsync<MigrationException>(() => InstalledSchema.RequireAsync(server.OwnerConnectionString, "here"))).Message.ShouldBe(
            "here holds no Pinchang: name the right one, or start the product on it once.");

        await new MigrationRunner(server.OwnerConnectionString).RunAsync();
        await InstalledSchema.RequireAsync(server.OwnerConnectionString, "here");
    }
}
