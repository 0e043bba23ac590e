using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Pinchang.Data.Ledger;
using Pinchang.Domain.Ledger;

namespace Pinchang.Data.Tests.Ledger;

/// <summary>A ledger in a database of its own, with the means of both sides: what the application may, and what an owner can do to it.</summary>
internal sealed class LedgerUnderTest : IAsyncDisposable
{
    private static readonly string[] Kinds = ["job.submitted", "job.decided", "application.sent", "talk.ended"];

    private readonly TestDatabase _database;
    private readonly string _folder = Directory.CreateTempSubdirectory("pinchang-ledger-").FullName;

    private LedgerUnderTest(TestDatabase database)
    {
        _database = database;
        App = NpgsqlDataSource.Create(database.AppConnectionString);
        Owner = NpgsqlDataSource.Create(database.OwnerConnectionString);
        Anchors = new(_folder);
        Sealer = new(App, TimeProvider.System);
        Log = new(App, TimeProvider.System, NullLogger<LedgerLog>.Instance);
    }

    public NpgsqlDataSource App { get; }

    public NpgsqlDataSource Owner { get; }

    public LedgerAnchors Anchors { get; }

    public LedgerSealer Sealer { get; }

    public LedgerLog Log { get; }

    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static async Task<LedgerUnderTest> MakeAsync() => new(await TestPostgreSql.CreateDatabaseAsync());

    public static LedgerLine Line(Guid agency, int number, DateTimeOffset? at = null) => LedgerLine.Of(
        new(Kinds[number % Kinds.Length], agency, "job", Guid.CreateVersion7(Now))
        {
            OrganisationId = number % 3 == 0 ? null : Guid.CreateVersion7(Now),
            PersonId = number % 2 == 0 ? Guid.CreateVersion7(Now) : null,
            Before = number % 5 == 0 ? "Submitted" : null,
            After = "Approved",
            What = $"第{number}条 “直播运营”",
            Reason = number % 4 == 0 ? "材料齐全" : null,
        },
        new(Guid.CreateVersion7(Now), "10.0.0.8"), at ?? Now);

    public async Task<LedgerLine[]> WriteAsync(Guid agency, int count)
    {
        var lines = Enumerable.Range(0, count).Select(number => Line(agency, number)).ToArray();
        await Log.AppendAsync(lines);
        return lines;
    }

    public async Task<SealingRound> SealAsync(bool anchored = true, bool settled = true)
    {
        // Other tests write in other databases of this server, and its oldest open transaction is everybody's.
        while (settled && !await ReadAsync<bool>("SELECT NOT EXISTS (SELECT FROM compliance.ledger_lines WHERE written_by >= pg_snapshot_xmin(pg_current_snapshot()))"))
        {
            await Task.Delay(5);
        }

        var round = await Sealer.SealAsync(CancellationToken.None);
        foreach (var head in anchored ? round.Heads : [])
        {
            await Anchors.WriteAsync(head, Now, CancellationToken.None);
        }

        return round;
    }

    public Task<LedgerVerdict> VerifyAsync(TimeSpan ahead = default) => new LedgerVerifier(App, Anchors).VerifyAsync(Now + ahead, CancellationToken.None);

    public async Task<int> AsOwnerAsync(string sql, params object[] values)
    {
        await using var command = Owner.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = Owner.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        Sealer.Dispose();
        await Log.DisposeAsync();
        await App.DisposeAsync();
        await Owner.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
