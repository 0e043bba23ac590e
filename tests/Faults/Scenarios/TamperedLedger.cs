using Npgsql;
using Pinchang.Support.Products;

namespace Pinchang.Faults.Scenarios;

/// <summary>
/// X28: whoever owns the database changes, removes or puts in one line of a running product's ledger, drawn from the seed. Before it the
/// command says that the ledger is whole; after it, it names that line.
/// </summary>
internal sealed class TamperedLedger : FaultScenario
{
    private const string Whole = "the ledger is whole";

    private static readonly (string Name, string Sql)[] Touches =
    [
        ("changed", "UPDATE compliance.ledger_lines SET what = coalesce(what, '') || '?' WHERE id = $1 RETURNING id"),
        ("moved to somebody else", "UPDATE compliance.ledger_lines SET actor_id = gen_random_uuid() WHERE id = $1 RETURNING id"),
        ("removed", "DELETE FROM compliance.ledger_lines WHERE id = $1 RETURNING id"),
        ("put in",
            """
            INSERT INTO compliance.ledger_lines (id, at, agency_id, kind, subject, subject_id, written_by)
            SELECT gen_random_uuid(), at, agency_id, kind, subject, subject_id, written_by FROM compliance.ledger_lines WHERE id = $1 RETURNING id
            """),
    ];

    public override async Task<SeedResult> RunAsync(int seed)
    {
        var random = new Random(seed);
        await using var product = await RunningProduct.StartAsync(Configuration);
        await using var owner = NpgsqlDataSource.Create(product.Run.Database.Owner);
        var sealedAll = await UntilAsync(async () => (await VerifyAsync(product)).Contains(Whole, StringComparison.Ordinal), TimeSpan.FromSeconds(30));
        var lines = await IdsAsync(owner, "SELECT id FROM compliance.ledger_lines ORDER BY id");
        var (name, sql) = Touches[random.Next(Touches.Length)];
        var victim = lines[random.Next(lines.Count)];
        var touched = (await IdsAsync(owner, sql, victim)).Single();
        var said = await VerifyAsync(product);

        var result = new SeedResult { Seed = seed, Acknowledged = lines.Count, Notes = [$"line {touched} was {name}", said.Split('\n')[0]] };
        if (sealedAll is null)
        {
            result.Broken.Add("the untouched ledger was not found whole");
        }

        if (!said.Contains($"line {touched}", StringComparison.Ordinal) || said.Contains(Whole, StringComparison.Ordinal))
        {
            result.Broken.Add($"line {touched} was {name} and not named: {said}");
        }

        return result;
    }

    private static async Task<string> VerifyAsync(RunningProduct product) => (await TypeAsync(product.Data, "verify-ledger")).Said;

    private static async Task<List<Guid>> IdsAsync(NpgsqlDataSource owner, string sql, params Guid[] values)
    {
        await using var command = owner.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        var ids = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }
}
