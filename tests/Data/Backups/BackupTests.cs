using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Pinchang.Data.Ledger;
using Pinchang.Data.Migrations;
using Pinchang.Data.Tests.Ledger;
using Pinchang.Embedded.PostgreSql;
using Pinchang.Embedded.PostgreSql.Backups;

namespace Pinchang.Data.Tests.Backups;

/// <summary>X29: an installation is copied while it is written to, put into an empty folder, and proves itself there.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly string _root = Path.Combine(DataHome.Shared(), "tests", $"backup-{Guid.NewGuid():N}");

    private string Home => Path.Combine(_root, "home");

    private string Backup => Path.Combine(_root, "backup");

    private string Empty => Path.Combine(_root, "restored");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task What_was_committed_before_a_backup_ended_is_there_after_a_restore_and_the_ledger_holds()
    {
        var before = 0;
        BackupManifest manifest;
        await using (var server = await PostgreSqlServer.StartAsync(OptionsOf(Home)))
        {
            await new MigrationRunner(server.OwnerConnectionString).RunAsync();
            await using var owner = NpgsqlDataSource.Create(server.OwnerConnectionString);
            await RunAsync(owner, "CREATE TABLE public.written (number integer PRIMARY KEY, text text)");
            await WriteLedgerAsync(server);
            PrivateFiles.MakeFolder(Path.Combine(Home, "files", "ab"));
            await File.WriteAllTextAsync(Path.Combine(Home, "files", "ab", "résumé.txt"), "履历");

            using var stop = new CancellationTokenSource();
            var committed = 0;
            var writer = Task.Run(async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    await RunAsync(owner, string.Create(CultureInfo.InvariantCulture, $"INSERT INTO public.written VALUES ({committed + 1}, repeat('聘', 500))"));
                    Interlocked.Increment(ref committed);
                }
            });
            manifest = await new BackupWriter(Home, server.OwnerConnectionString, TimeProvider.System)
            {
                Said = said => before = said.StartsWith("The database", StringComparison.Ordinal) ? Volatile.Read(ref committed) : before,
            }.WriteAsync(Backup, CancellationToken.None);
            await stop.CancelAsync();
            await writer;
        }

        await BackupRestorer.RestoreAsync(Backup, Empty, CancellationToken.None);

        await using var restored = await PostgreSqlServer.StartAsync(OptionsOf(Empty));
        await using var source = NpgsqlDataSource.Create(restored.OwnerConnectionString);
        before.ShouldBeGreaterThan(0);
        var (count, last) = (await RunAsync(source, "SELECT count(*)::int FROM public.written"), await RunAsync(source, "SELECT max(number) FROM public.written"));
        ((int)count!).ShouldBeGreaterThanOrEqualTo(before);
        last.ShouldBe(count);
        (await File.ReadAllTextAsync(Path.Combine(Empty, "files", "ab", "résumé.txt"))).ShouldBe("履历");
        var verdict = await new LedgerVerifier(source, new(Empty)).VerifyAsync(manifest.ConsistentAt, CancellationToken.None);
        verdict.Findings.ShouldBeEmpty();
        verdict.Lines.ShouldBe(40);
        verdict.Anchors.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_backup_that_was_cut_off_leaves_nothing_and_is_not_taken_for_a_whole_one()
    {
        await using var server = await PostgreSqlServer.StartAsync(OptionsOf(Home));
        using var stop = new CancellationTokenSource();
        var cutOff = new BackupWriter(Home, server.OwnerConnectionString, TimeProvider.System) { Said = _ => stop.Cancel() };

        await Should.ThrowAsync<OperationCanceledException>(() => cutOff.WriteAsync(Backup, stop.Token));

        Directory.EnumerateFileSystemEntries(_root, "backup*").ShouldBeEmpty();
        var whole = new BackupWriter(Home, server.OwnerConnectionString, TimeProvider.System);
        await whole.WriteAsync(Backup, CancellationToken.None);
        File.Delete(Path.Combine(Backup, BackupManifest.FileName));
        (await RefusedAsync()).ShouldContain("no whole backup");
        (await Should.ThrowAsync<BackupException>(() => whole.WriteAsync(Backup, CancellationToken.None))).Message.ShouldContain("is not empty");
        (await Should.ThrowAsync<BackupException>(() => whole.WriteAsync(Path.Combine(Home, "backup"), CancellationToken.None)))
            .Message.ShouldContain("inside the data folder");
    }

    [Fact]
    public async Task A_restore_refuses_what_it_cannot_trust_and_leaves_the_folder_empty()
    {
        await using (var server = await PostgreSqlServer.StartAsync(OptionsOf(Home)))
        {
            await new BackupWriter(Home, server.OwnerConnectionString, TimeProvider.System).WriteAsync(Backup, CancellationToken.None);
        }

        var manifestFile = Path.Combine(Backup, BackupManifest.FileName);
        var (manifest, text) = (BackupManifest.Read(Backup), await File.ReadAllTextAsync(manifestFile));

        (manifest with { PostgreSql = "15.4" }).Write(Backup);
        (await RefusedAsync()).ShouldContain("is of PostgreSQL 15");

        (manifest with { Files = [manifest.Files[0] with { Path = "../outside" }] }).Write(Backup);
        (await RefusedAsync()).ShouldContain("not one that this Pinchang knows");

        await File.WriteAllTextAsync(manifestFile, text[..(text.Length / 2)]);
        (await RefusedAsync()).ShouldContain("is broken");

        await File.WriteAllTextAsync(manifestFile, text);
        var control = Path.Combine(Backup, "postgres/data/global/pg_control");
        var bytes = await File.ReadAllBytesAsync(control);
        bytes[100] ^= 1;
        await File.WriteAllBytesAsync(control, bytes);
        (await RefusedAsync()).ShouldContain("pg_control is not as it was written");

        bytes[100] ^= 1;
        await File.WriteAllBytesAsync(control, bytes);
        (await Should.ThrowAsync<BackupException>(() => BackupRestorer.RestoreAsync(Backup, Home, CancellationToken.None))).Message.ShouldContain("not empty");
        await BackupRestorer.RestoreAsync(Backup, Empty, CancellationToken.None);
    }

    private static PostgreSqlOptions OptionsOf(string home) => new()
    {
        Folder = Path.Combine(home, "postgres"),
        BinariesFolder = Path.Combine(DataHome.Shared(), "tests", "binaries"),
        Settings = new Dictionary<string, string> { ["fsync"] = "off", ["shared_buffers"] = "16MB" },
    };

    private async Task WriteLedgerAsync(PostgreSqlServer server)
    {
        await using var app = NpgsqlDataSource.Create(server.AppConnectionString);
        await using var log = new LedgerLog(app, TimeProvider.System, NullLogger<LedgerLog>.Instance);
        using var sealer = new LedgerSealer(app, TimeProvider.System);
        var (agency, anchors) = (Guid.NewGuid(), new LedgerAnchors(Home));
        for (var round = 0; round < 2; round++)
        {
            await log.AppendAsync([.. Enumerable.Range(0, 20).Select(number => LedgerUnderTest.Line(agency, number))]);
            foreach (var head in (await sealer.SealAsync(CancellationToken.None)).Heads)
            {
                await anchors.WriteAsync(head, TimeProvider.System.GetUtcNow(), CancellationToken.None);
            }
        }
    }

    private async Task<string> RefusedAsync()
    {
        var refused = await Should.ThrowAsync<BackupException>(() => BackupRestorer.RestoreAsync(Backup, Empty, CancellationToken.None));
        (Directory.Exists(Empty) && Directory.EnumerateFileSystemEntries(Empty).Any()).ShouldBeFalse();
        return refused.Message;
    }

    private static async Task<object?> RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
