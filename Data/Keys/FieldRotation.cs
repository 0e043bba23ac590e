using Npgsql;

namespace Pinchang.Data.Keys;

/// <summary>
/// Brings every sealed field under a new key, a batch a transaction. What was done stays done: a run that was stopped is taken up by the
/// next, under the same key. Keys that no value lies under any more are destroyed by a later run, when no process can
/// still seal under them.
/// </summary>
public sealed class FieldRotation(NpgsqlDataSource owner, FieldKeyRing ring, FieldSeals seals)
{
    private const int Batch = 500;

    internal static readonly SealedColumn[] Columns =
    [
        new(SealedField.Phone, "accounts.users", "id", "sealed_phone"),
        new(SealedField.Identity, "exams.registrations", "id", "sealed_identity"),
        new(SealedField.Identity, "exams.kept_forms", "candidate_id", "sealed_identity"),
        new(SealedField.Contact, "compliance.complaints", "id", "sealed_contact"),
        new(SealedField.Contact, "organisations.member_invitations", "id", "sealed_address"),
    ];

    /// <summary>Begins a new round, or goes on with one that was not finished; tells each column as it is done.</summary>
    public async Task<RotationResult> RotateAsync(Action<string, int> done, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(done);
        await using var alone = await owner.OpenConnectionAsync(cancellation);
        await ExecuteAsync(alone, "SELECT pg_advisory_lock(7306086912840431)", cancellation);
        var wasUnfinished = await IsUnfinishedAsync(cancellation);
        var key = wasUnfinished ? ring.Current : ring.Add();
        var sum = 0;
        foreach (var column in Columns)
        {
            var renewed = 0;
            for (var rows = await FindAsync(column, key, Guid.Empty, Batch, cancellation); rows.Count > 0;
                rows = await FindAsync(column, key, rows[^1].Id, Batch, cancellation))
            {
                await RenewAsync(column, rows, cancellation);
                renewed += rows.Count;
            }

            done($"{column.Table}.{column.Name}", renewed);
            sum += renewed;
        }

        var destroyed = await DestroyAsync(alone, key, cancellation);
        return new(key.Id, wasUnfinished, sum, destroyed);
    }

    // An old key that is still in use while a newer one is there: somebody stopped in the middle.
    private async Task<bool> IsUnfinishedAsync(CancellationToken cancellation)
    {
        var newest = ring.Current;
        if (newest.Id == 1)
        {
            return false;
        }

        foreach (var column in Columns)
        {
            if ((await FindAsync(column, newest, Guid.Empty, 1, cancellation)).Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    private async Task RenewAsync(SealedColumn column, List<(Guid Id, byte[] Value)> rows, CancellationToken cancellation)
    {
        // Only where it is still what was read: a change in between was sealed by who made it.
        await using var command = owner.CreateCommand(
            $"""
            UPDATE {column.Table} AS kept SET {column.Name} = row.renewed
            FROM unnest($1, $2, $3) AS row (id, before, renewed) WHERE kept.{column.Key} = row.id AND kept.{column.Name} = row.before
            """);
        command.Parameters.Add(new() { Value = rows.ConvertAll(row => row.Id).ToArray() });
        command.Parameters.Add(new() { Value = rows.ConvertAll(row => row.Value).ToArray() });
        command.Parameters.Add(new() { Value = rows.ConvertAll(row => seals.Renew(column.Field, row.Value)).ToArray() });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<List<(Guid Id, byte[] Value)>> FindAsync(SealedColumn column, FieldKey newest, Guid after, int most, CancellationToken cancellation)
    {
        await using var command = owner.CreateCommand(
            $"""
            SELECT {column.Key}, {column.Name} FROM {column.Table}
            WHERE {column.Key} > $2 AND {column.Name} IS NOT NULL AND substring({column.Name} FROM 1 FOR {FieldSeals.HeadLength}) <> $1
            ORDER BY {column.Key} LIMIT {most}
            """);
        command.Parameters.Add(new() { Value = FieldSeals.HeadOf(newest) });
        command.Parameters.Add(new() { Value = after });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<(Guid, byte[])>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add((reader.GetGuid(0), reader.GetFieldValue<byte[]>(1)));
        }

        return rows;
    }

    private static async Task<int> DestroyAsync(NpgsqlConnection connection, FieldKey newest, CancellationToken cancellation)
    {
        // One that was the newest until a moment ago is still remembered by running processes.
        await using var command = new NpgsqlCommand(
            """
            DELETE FROM accounts.field_keys AS old WHERE id < $1
            AND (SELECT min(made_at) FROM accounts.field_keys AS next WHERE next.id > old.id) < clock_timestamp() - interval '1 hour'
            """, connection);
        command.Parameters.Add(new() { Value = newest.Id });
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    internal sealed record SealedColumn(SealedField Field, string Table, string Key, string Name);
}

/// <param name="WentOn">It took up a round that had been stopped.</param>
public sealed record RotationResult(int KeyId, bool WentOn, int Renewed, int Destroyed);
