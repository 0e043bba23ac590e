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
    private readonly BackupFolders _folders = new();

    private string Home => _folders.Home;

    private string Backup => _folders.Backup;

    private string Keys => BackupKeys.FolderOf(Backup);

    private string Empty => _folders.Empty;

    public void Dispose() => _folders.Dispose();

    [Fact]
    public async Task What_was_committed_before_a_backup_ended_is_there_after_a_restore_and_the_ledger_holds()
    {
        var before = 0;
        BackupManifest manifest;
        await using (var server = await PostgreSqlServer.StartAsync(BackupFolders.OptionsOf(Home)))
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
            }.WriteAsync(Backup, Keys, CancellationToken.None);
            await stop.CancelAsync();
            await writer;
        }

        await BackupRestorer.RestoreAsync(Backup, Keys, Empty, CancellationToken.None);

        await using var restored = await PostgreSqlServer.StartAsync(BackupFolders.OptionsOf(Empty));
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
    public async Task A_backup_promises_no_moment_that_it_does_not_hold()
    {
        BackupManifest manifest;
        await using (var server = await PostgreSqlServer.StartAsync(BackupFolders.OptionsOf(Home)))
        {
            await using var owner = NpgsqlDataSource.Create(server.OwnerConnectionString);
            await RunAsync(owner, "CREATE TABLE public.moments (at timestamptz PRIMARY KEY)");
            manifest = await new BackupWriter(Home, server.OwnerConnectionString, new WritingClock(owner)).WriteAsync(Backup, Keys, CancellationToken.None);
        }

        await BackupRestorer.RestoreAsync(Backup, Keys, Empty, CancellationToken.None);

        await using var restored = await PostgreSqlServer.StartAsync(BackupFolders.OptionsOf(Empty));
        await using var source = NpgsqlDataSource.Create(restored.OwnerConnectionString);
        var newest = (DateTime)(await RunAsync(source, "SELECT max(at) FROM public.moments"))!;
        newest.ShouldBe(manifest.ConsistentAt.UtcDateTime, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Keys_lie_apart_from_the_backup_and_nothing_is_put_back_without_the_right_ones()
    {
        var key = Path.Combine(Home, "keys", "exam.key");
        await using (var server = await PostgreSqlServer.StartAsync(BackupFolders.OptionsOf(Home)))
        {
            PrivateFiles.MakeFolder(Path.Combine(Home, "keys"));
            await File.WriteAllTextAsync(key, "the only key to every paper");
            PrivateFiles.MakeFolder(Path.Combine(Home, "tls"));
            await File.WriteAllTextAsync(Path.Combine(Home, "tls", "authority.key"), "whoever has it is trusted");
            await File.WriteAllTextAsync(Path.Combine(Home, "tls", "authority.crt"), "for everybody");
            var writer = new BackupWriter(Home, server.OwnerConnectionString, TimeProvider.System);
            (await Should.ThrowAsync<BackupException>(() => writer.WriteAsync(Backup, Path.Combine(Backup, "keys"), CancellationToken.None))).Message.ShouldContain("found with it");
            await writer.WriteAsync(Backup, Keys, CancellationToken.None);
            // The same keys again are no trouble; another installation's are not overwritten.
            await writer.WriteAsync($"{Backup}-2", Keys, CancellationToken.None);
            await File.WriteAllTextAsync(key, "another key");
            (await Should.ThrowAsync<BackupException>(() => writer.WriteAsync($"{Backup}-3", Keys, CancellationToken.None))).Message.ShouldContain("another key");
        }

        Directory.EnumerateFiles(Backup, "*.key", SearchOption.AllDirectories).ShouldBeEmpty();
        Directory.EnumerateDirectories(_folders.Root, "*3*").ShouldBeEmpty();
        File.Exists(Path.Combine(Backup, "tls", "authority.crt")).ShouldBeTrue();

        var nowhere = Path.Combine(_folders.Root, "nowhere");
        (await Should.ThrowAsync<BackupException>(() => BackupRestorer.RestoreAsync(Backup, nowhere, Empty, CancellationToken.None))).Message.ShouldContain("exam.key is missing");
        (await Should.ThrowAsync<BackupException>(() => BackupRestorer.RestoreAsync(Backup, Home, Empty, CancellationToken.None))).Message.ShouldContain("is not the key");
        Directory.Exists(Empty).ShouldBeFalse();

        await BackupRestorer.RestoreAsync(Backup, Keys, Empty, CancellationToken.None);
        (await File.ReadAllTextAsync(Path.Combine(Empty, "keys", "exam.key"))).ShouldBe("the only key to every paper");
        File.Exists(Path.Combine(Empty, "tls", "authority.key")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_with_half_of_a_backup_in_it_neither_starts_nor_takes_another_over_it()
    {
        await using (var server = await PostgreSqlServer.StartAsync(BackupFolders.OptionsOf(Home)))
        {
            await new BackupWriter(Home, server.OwnerConnectionString, TimeProvider.System).WriteAsync(Backup, Keys, CancellationToken.None);
        }

        var half = Path.Combine(Empty, ".restore.partial");
        PrivateFiles.MakeFolder(half, traversable: true);
        Should.Throw<PostgreSqlStartException>(() => DataHome.RefuseHalfRestored(Empty)).Message.ShouldContain("cut off");
        PrivateFiles.MakeFolder(Path.Combine(Empty, "postgres"));
        (await Should.ThrowAsync<BackupException>(() => BackupRestorer.RestoreAsync(Backup, Keys, Empty, CancellationToken.None))).Message.ShouldContain("cut off");

        Directory.Delete(Path.Combine(Empty, "postgres"));
        await BackupRestorer.RestoreAsync(Backup, Keys, Empty, CancellationToken.None);
        DataHome.RefuseHalfRestored(Empty);
    }

    [Fact]
    public async Task A_backup_that_was_cut_off_leaves_nothing_and_is_not_taken_for_a_whole_one()
    {
        await using var server = await PostgreSqlServer.StartAsync(BackupFolders.OptionsOf(Home));
        using var stop = new CancellationTokenSource();
        var cutOff = new BackupWriter(Home, server.OwnerConnectionString, TimeProvider.System) { Said = _ => stop.Cancel() };

        await Should.ThrowAsync<OperationCanceledException>(() => cutOff.WriteAsync(Backup, Keys, stop.Token));

        Directory.EnumerateFileSystemEntries(_folders.Root, "backup*").ShouldBeEmpty();
        var whole = new BackupWriter(Home, server.OwnerConnectionString, TimeProvider.System);
        await whole.WriteAsync(Backup, Keys, CancellationToken.None);
        File.Delete(Path.Combine(Backup, BackupManifest.FileName));
        (await RefusedAsync()).ShouldContain("no whole backup");
        (await Should.ThrowAsync<BackupException>(() => whole.WriteAsync(Backup, Keys, CancellationToken.None))).Message.ShouldContain("is not empty");
        (await Should.ThrowAsync<BackupException>(() => whole.WriteAsync(Path.Combine(Home, "backup"), Keys, CancellationToken.None)))
            .Message.ShouldContain("inside the data folder");
    }

    [Fact]
    public async Task A_restore_refuses_what_it_cannot_trust_and_leaves_the_folder_empty()
    {
        await using (var server = await PostgreSqlServer.StartAsync(BackupFolders.OptionsOf(Home)))
        {
            await new BackupWriter(Home, server.OwnerConnectionString, TimeProvider.System).WriteAsync(Backup, Keys, CancellationToken.None);
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
        (await Should.ThrowAsync<BackupException>(() => BackupRestorer.RestoreAsync(Backup, Keys, Home, CancellationToken.None))).Message.ShouldContain("not empty");
        await BackupRestorer.RestoreAsync(Backup, Keys, Empty, CancellationToken.None);
    }

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
        var refused = await Should.ThrowAsync<BackupException>(() => BackupRestorer.RestoreAsync(Backup, Keys, Empty, CancellationToken.None));
        (Directory.Exists(Empty) && Directory.EnumerateFileSystemEntries(Empty).Any()).ShouldBeFalse();
        return refused.Message;
    }

    private static async Task<object?> RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Whenever it is asked the time, somebody commits a row at that very moment.</summary>
    private sealed class WritingClock(NpgsqlDataSource database) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            var now = base.GetUtcNow();
            using var command = database.CreateCommand("INSERT INTO public.moments VALUES ($1)");
            command.Parameters.Add(new() { Value = now.UtcDateTime });
            command.ExecuteNonQuery();
            return now;
        }
    }
}
