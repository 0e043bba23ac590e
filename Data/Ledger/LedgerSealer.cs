using Npgsql;
using NpgsqlTypes;
using Pinchang.Domain.Ledger;

namespace Pinchang.Data.Ledger;

/// <summary>What one round of the sealer came to.</summary>
/// <param name="Lines">How many lines it sealed.</param>
/// <param name="Heads">Where the chains that grew stand now.</param>
/// <param name="Alarms">What this process knows otherwise: heads that it left elsewhere.</param>
public sealed record SealingRound(int Lines, IReadOnlyList<LedgerHead> Heads, IReadOnlyList<LedgerFinding> Alarms);

/// <summary>
/// Gives lines their place and their seal, after they were written: writers never wait for one another's chain. A round takes every line of
/// transactions that are over and older than any that is still open, so none can appear before its cursor later; of several processes one
/// seals at a time.
/// </summary>
public sealed class LedgerSealer(NpgsqlDataSource database, TimeProvider time) : IDisposable
{
    public const int MostPerRound = 20_000;

    private const long Lock = 7306086912840427;

    // Between two rounds the chain is this long only in this process' memory: who rewrites it there is told by the next one.
    private readonly Dictionary<LedgerChain, LedgerHead> _left = [];

    private readonly SemaphoreSlim _alone = new(1, 1);

    public async Task<SealingRound> SealAsync(CancellationToken cancellation)
    {
        await _alone.WaitAsync(cancellation);
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            if (await ScalarAsync(connection, $"SELECT pg_try_advisory_xact_lock({Lock})", cancellation) is not true)
            {
                return new(0, [], []);
            }

            var (cursor, horizon) = await ReadHorizonAsync(connection, cancellation);
            var (lines, upTo) = await ReadLinesAsync(connection, cursor, horizon, cancellation);
            if (lines.Count == 0)
            {
                return new(0, [], []);
            }

            var (heads, alarms) = await WriteAsync(connection, lines, upTo, cancellation);
            await transaction.CommitAsync(cancellation);
            foreach (var head in heads)
            {
                _left[head.Chain] = head;
            }

            return new(lines.Count, heads, alarms);
        }
        finally
        {
            _alone.Release();
        }
    }

    public void Dispose() => _alone.Dispose();

    // One statement, so that cursor and horizon belong together; it comes after the lock, so that it sees what the sealer before committed.
    private static async Task<(ulong Cursor, ulong Horizon)> ReadHorizonAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT coalesce((SELECT up_to FROM compliance.ledger_seals ORDER BY up_to DESC LIMIT 1), '0'::xid8),
                   pg_snapshot_xmin(pg_current_snapshot())
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetFieldValue<ulong>(0), reader.GetFieldValue<ulong>(1));
    }

    private static async Task<(List<SealingLine> Lines, ulong UpTo)> ReadLinesAsync(
        NpgsqlConnection connection, ulong cursor, ulong horizon, CancellationToken cancellation)
    {
        var lines = await ReadAsync(connection, cursor, horizon, MostPerRound + 1, cancellation);
        if (lines.Count <= MostPerRound)
        {
            return (lines, horizon);
        }

        // Transactions are sealed whole: the one that the limit cut in two waits, or is read whole when it is alone.
        var last = lines[^1].WrittenBy;
        var whole = lines.Where(line => line.WrittenBy != last).ToList();
        return whole.Count > 0 ? (whole, last) : (await ReadAsync(connection, last, last + 1, null, cancellation), last + 1);
    }

    private static async Task<List<SealingLine>> ReadAsync(NpgsqlConnection connection, ulong from, ulong to, int? most, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT id, agency_id, at, hash, written_by FROM compliance.ledger_lines
            WHERE written_by >= $1 AND written_by < $2 ORDER BY written_by, id LIMIT $3
            """, connection);
        command.Parameters.Add(new() { Value = from, NpgsqlDbType = NpgsqlDbType.Xid8 });
        command.Parameters.Add(new() { Value = to, NpgsqlDbType = NpgsqlDbType.Xid8 });
        command.Parameters.Add(new() { Value = (object?)most ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        var lines = new List<SealingLine>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            lines.Add(new(
                reader.GetGuid(0),
                LedgerChain.Of(reader.GetGuid(1), reader.GetFieldValue<DateTimeOffset>(2)),
                reader.GetFieldValue<byte[]>(3),
                reader.GetFieldValue<ulong>(4)));
        }

        return lines;
    }

    private async Task<(List<LedgerHead> Heads, List<LedgerFinding> Alarms)> WriteAsync(
        NpgsqlConnection connection, List<SealingLine> lines, ulong upTo, CancellationToken cancellation)
    {
        var (heads, alarms, now) = (new List<LedgerHead>(), new List<LedgerFinding>(), time.GetUtcNow());
        foreach (var chain in lines.GroupBy(line => line.Chain))
        {
            var before = await LedgerSeals.ReadHeadAsync(connection, chain.Key, cancellation);
            if (_left.TryGetValue(chain.Key, out var left) && !await LedgerSeals.HoldsAsync(connection, left, cancellation))
            {
                alarms.Add(new(LedgerFlaw.ChainRewritten, chain.Key, left.Number, left.LastPosition));
            }

            var seal = LedgerSeal.After(before, chain.Key, [.. chain.Select(line => (line.Id, line.Hash))]);
            await LedgerSeals.InsertAsync(connection, seal, upTo, now, cancellation);
            heads.Add(seal.ToHead());
        }

        return (heads, alarms);
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellation);
    }

    private readonly record struct SealingLine(Guid Id, LedgerChain Chain, byte[] Hash, ulong WrittenBy);
}
