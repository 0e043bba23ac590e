using Npgsql;
using Pinchang.Domain.Ledger;

namespace Pinchang.Data.Ledger;

/// <summary>What a verification read, and what does not hold.</summary>
public sealed record LedgerVerdict(int Chains, long Seals, long Lines, int Anchors, IReadOnlyList<LedgerFinding> Findings)
{
    public bool Holds => Findings.Count == 0;
}

/// <summary>
/// P8: reads every line anew and holds it against its own hash, its seal, the chain and the anchors. Needs nothing but to read, and trusts no
/// hash that the database stores for a line.
/// </summary>
public sealed class LedgerVerifier(NpgsqlDataSource database, LedgerAnchors? anchors)
{
    /// <summary>A line that is older and unsealed was put in where the sealer had been, or nobody seals.</summary>
    public static readonly TimeSpan SealedWithin = TimeSpan.FromMinutes(1);

    private const int MostFindings = 1_000;

    public async Task<LedgerVerdict> VerifyAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        var purged = await ReadPurgedAsync(connection, cancellation);
        var chains = (await LedgerSeals.ListChainsAsync(connection, cancellation))
            .Union(anchors?.ListChains() ?? [])
            .Where(chain => !purged.Contains(chain.Month)).ToList();
        var findings = new List<LedgerFinding>();
        var (seals, lines, anchored) = (0L, 0L, 0);
        foreach (var chain in chains)
        {
            var walk = new ChainWalk(connection, chain);
            var (heads, spoilt) = anchors is null ? ([], []) : await anchors.ReadAsync(chain, cancellation);
            await walk.GoAsync(heads, cancellation);
            (seals, lines, anchored) = (seals + walk.Seals, lines + walk.Lines, anchored + heads.Count);
            findings.AddRange(spoilt.Concat(walk.Findings));
        }

        await FindUnsealedAsync(connection, now - SealedWithin, findings, cancellation);
        return new(chains.Count, seals, lines, anchored, [.. findings.Take(MostFindings)]);
    }

    /// <summary>Lines that no seal names: the sealer passed their transaction, or their minute is over.</summary>
    private static async Task FindUnsealedAsync(NpgsqlConnection connection, DateTimeOffset before, List<LedgerFinding> findings, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT line.id, line.agency_id, line.at, line.kind FROM compliance.ledger_lines AS line
            WHERE (line.at < $1 OR line.written_by < (SELECT max(up_to) FROM compliance.ledger_seals))
              AND NOT EXISTS (SELECT FROM (SELECT unnest(line_ids) AS id FROM compliance.ledger_seals) AS sealed WHERE sealed.id = line.id)
            ORDER BY line.at LIMIT $2
            """, connection)
        { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = before.UtcDateTime });
        command.Parameters.Add(new() { Value = MostFindings });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var at = reader.GetFieldValue<DateTimeOffset>(2);
            findings.Add(new(LedgerFlaw.LineInserted, LedgerChain.Of(reader.GetGuid(1), at), LineId: reader.GetGuid(0), Detail: $"{reader.GetString(3)} of {ChinaTimeText(at)}"));
        }
    }

    private static string ChinaTimeText(DateTimeOffset at) => Domain.ChinaTime.Text(at);

    private static async Task<HashSet<DateOnly>> ReadPurgedAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT month FROM compliance.ledger_purges", connection);
        var months = new HashSet<DateOnly>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            months.Add(reader.GetFieldValue<DateOnly>(0));
        }

        return months;
    }
}
