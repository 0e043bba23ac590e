using Npgsql;

namespace Pinchang.Data.Ledger;

/// <summary>What is asked about the ledger as a whole.</summary>
public static class LedgerReading
{
    private const string UpTo = "coalesce((SELECT up_to FROM compliance.ledger_seals ORDER BY up_to DESC LIMIT 1), '0'::xid8)";

    /// <summary>Lines of older transactions are all sealed.</summary>
    public static async Task<ulong> SealedUpToAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"SELECT {UpTo}");
        return (ulong)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public static async Task<(int Waiting, DateTimeOffset? Oldest, DateTimeOffset? SealedAt, int Misplaced)> StandingAsync(
        NpgsqlDataSource database, Guid agencyId, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
            SELECT count(*)::int, min(at),
                   (SELECT sealed_at FROM compliance.ledger_seals WHERE agency_id = $1 ORDER BY month DESC, number DESC LIMIT 1),
                   (SELECT count(*)::int FROM compliance.ledger_misplaced WHERE agency_id = $1)
            FROM compliance.ledger_lines WHERE written_by >= {UpTo} AND agency_id = $1
            """);
        command.Parameters.Add(new() { Value = agencyId });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetInt32(0), Time(reader, 1), Time(reader, 2), reader.GetInt32(3));
    }

    private static DateTimeOffset? Time(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
