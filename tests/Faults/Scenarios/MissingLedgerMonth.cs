using Npgsql;
using Pinchang.Faults.History;
using Pinchang.Support.Products;

namespace Pinchang.Faults.Scenarios;

/// <summary>
/// X27: the ledger's present month is gone, as if nobody had made it, while a room is on air. No command is refused for it: its lines wait
/// apart. The next start makes the month, the lines move into it, and the ledger is whole with a line for every notice.
/// </summary>
internal sealed class MissingLedgerMonth : FaultScenario
{
    private const int Viewers = 20;
    private const string Columns = "id, at, agency_id, kind, actor_id, address, organisation_id, person_id, subject, subject_id, service_id, before, after, what, reason, written_by";
    private static readonly TimeSpan MadeWithin = TimeSpan.FromSeconds(30);

    public override async Task<SeedResult> RunAsync(int seed)
    {
        var random = new Random(seed);
        await using var product = await RunningProduct.StartAsync(Configuration);
        await using var owner = NpgsqlDataSource.Create(product.Run.Database.Owner);
        await using var live = await LiveUnderFault.GoLiveAsync(product, Viewers);
        await live.EverybodyJoinedAsync();
        live.StartCommands(seed);

        await Task.Delay(TimeSpan.FromSeconds(2 + random.NextDouble() * 3));
        var month = (string)(await AskAsync(owner, "SELECT 'ledger_lines_' || to_char(now() AT TIME ZONE interval '+08:00', 'YYYY_MM')"))!;
        await AskAsync(owner, $"""
            BEGIN;
            LOCK compliance.ledger_lines, compliance.ledger_lines_elsewhere IN ACCESS EXCLUSIVE MODE;
            ALTER TABLE compliance.ledger_lines DETACH PARTITION compliance.{month};
            INSERT INTO compliance.ledger_lines_elsewhere ({Columns}) SELECT {Columns} FROM compliance.{month};
            DROP TABLE compliance.{month};
            COMMIT;
            """);
        var before = live.Acknowledged.Count;
        await UntilAsync(() => Task.FromResult(live.Acknowledged.Count > before + 5), TimeSpan.FromSeconds(30));
        var waiting = (long)(await AskAsync(owner, "SELECT count(*) FROM compliance.ledger_lines_elsewhere"))!;

        await SignalAsync(product, "api", "KILL");
        var made = await UntilAsync(
            async () => await AskAsync(owner, $"SELECT to_regclass('compliance.{month}') IS NOT NULL AND NOT EXISTS (SELECT FROM compliance.ledger_lines_elsewhere)") is true, TimeSpan.FromSeconds(90));
        await Task.Delay(TimeSpan.FromSeconds(3));
        await live.QuietAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));

        var result = new SeedResult { Seed = seed, Acknowledged = live.Acknowledged.Count, Notes = [$"{waiting} lines waited apart from {month}"] };
        RoomChecker.CheckCommands(live.Acknowledged, await RoomChecker.KeptAsync(product.Run.Database.Owner, live.RoomId), result);
        var told = await NoticesToldAsync(owner);
        result.Lost.AddRange(live.Acknowledged.Where(command => command.Kind == "notice" && !told.Contains(command.Text)).Select(command => $"the ledger has no line of {command.Text}"));
        if (waiting == 0)
        {
            result.Broken.Add("no line waited: the month was not missing");
        }

        var (exitCode, verdict) = await TypeAsync(product.Data, "verify-ledger");
        if (exitCode != 0)
        {
            result.Broken.Add(verdict);
        }

        result.Recovered("the month was made again", made, MadeWithin);
        return result;
    }

    private static async Task<HashSet<string>> NoticesToldAsync(NpgsqlDataSource owner)
    {
        await using var command = owner.CreateCommand("SELECT DISTINCT what FROM compliance.ledger_lines WHERE kind = 'live-session.notice-pinned' AND what IS NOT NULL");
        var told = new HashSet<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            told.Add(reader.GetString(0));
        }

        return told;
    }

    private static async Task<object?> AskAsync(NpgsqlDataSource owner, string sql)
    {
        await using var command = owner.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
