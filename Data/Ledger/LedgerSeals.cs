using Npgsql;
using Pinchang.Domain.Ledger;

namespace Pinchang.Data.Ledger;

/// <summary>The rows of <c>compliance.ledger_seals</c>.</summary>
internal static class LedgerSeals
{
    public static async Task<LedgerHead?> ReadHeadAsync(NpgsqlConnection connection, LedgerChain chain, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT number, position + cardinality(line_ids) - 1, hash FROM compliance.ledger_seals
            WHERE agency_id = $1 AND month = $2 ORDER BY number DESC LIMIT 1
            """, connection);
        command.Parameters.Add(new() { Value = chain.AgencyId });
        command.Parameters.Add(new() { Value = chain.Month });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new(chain, reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2))
            : null;
    }

    /// <summary>Whether the chain still goes through that seal.</summary>
    public static async Task<bool> HoldsAsync(NpgsqlConnection connection, LedgerHead head, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "SELECT EXISTS (SELECT FROM compliance.ledger_seals WHERE agency_id = $1 AND month = $2 AND number = $3 AND hash = $4)", connection);
        command.Parameters.Add(new() { Value = head.Chain.AgencyId });
        command.Parameters.Add(new() { Value = head.Chain.Month });
        command.Parameters.Add(new() { Value = head.Number });
        command.Parameters.Add(new() { Value = head.Hash });
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public static async Task InsertAsync(NpgsqlConnection connection, LedgerSeal seal, ulong upTo, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO compliance.ledger_seals (agency_id, month, number, position, line_ids, line_hashes, previous, hash, up_to, sealed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """, connection);
        command.Parameters.Add(new() { Value = seal.Chain.AgencyId });
        command.Parameters.Add(new() { Value = seal.Chain.Month });
        command.Parameters.Add(new() { Value = seal.Number });
        command.Parameters.Add(new() { Value = seal.Position });
        command.Parameters.Add(new() { Value = seal.LineIds });
        command.Parameters.Add(new() { Value = seal.LineHashes });
        command.Parameters.Add(new() { Value = seal.Previous });
        command.Parameters.Add(new() { Value = seal.Hash });
        command.Parameters.Add(new() { Value = upTo, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Xid8 });
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>All chains that have a seal, oldest month first.</summary>
    public static async Task<List<LedgerChain>> ListChainsAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT DISTINCT agency_id, month FROM compliance.ledger_seals ORDER BY month, agency_id", connection);
        var chains = new List<LedgerChain>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            chains.Add(new(reader.GetGuid(0), reader.GetFieldValue<DateOnly>(1)));
        }

        return chains;
    }

    public static async Task<LedgerSeal?> ReadNextAsync(NpgsqlConnection connection, LedgerChain chain, long after, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT number, position, line_ids, line_hashes, previous, hash FROM compliance.ledger_seals
            WHERE agency_id = $1 AND month = $2 AND number > $3 ORDER BY number LIMIT 1
            """, connection);
        command.Parameters.Add(new() { Value = chain.AgencyId });
        command.Parameters.Add(new() { Value = chain.Month });
        command.Parameters.Add(new() { Value = after });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new(chain, reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<Guid[]>(2), reader.GetFieldValue<byte[]>(3),
                reader.GetFieldValue<byte[]>(4), reader.GetFieldValue<byte[]>(5))
            : null;
    }
}
