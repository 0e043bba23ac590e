using System.Security.Cryptography;
using System.Xml.Linq;
using Npgsql;

namespace Pinchang.Data.Keys;

/// <summary>
/// Brings everything that lies under one master key under another, in one transaction and while nobody else works: the ring, data
/// protection's keys, kept answers, and the keyed hashes by which people are found. Fields stay as they are, under the ring.
/// </summary>
public sealed class MasterKeyChange(NpgsqlDataSource owner, MasterKey before, MasterKey after)
{
    private const int Batch = 1_000;

    // Finds its row by a whole value: made anew from the value itself, which is opened for it.
    private static readonly IndexColumn[] Indexes =
    [
        new("accounts.users", "id", "phone_key", "sealed_phone", SealedField.Phone),
        new("exams.registrations", "id", "identity_key", "sealed_identity", SealedField.Identity),
        new("organisations.member_invitations", "id", "address_key", "sealed_address", SealedField.Contact),
    ];

    /// <summary>Whether the database lies under this key already: a change that was stopped between its commit and the key's file is over.</summary>
    public static async Task<bool> LiesUnderAsync(NpgsqlDataSource owner, MasterKey key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(key);
        await using var command = owner.CreateCommand("SELECT sealed_key FROM accounts.field_keys ORDER BY id LIMIT 1");
        try
        {
            return await command.ExecuteScalarAsync(cancellation) is byte[] kept && key.Open(kept).Length > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Why it may not be changed now, in words for whoever typed the command; null when nothing hinders.</summary>
    public async Task<string?> WhyNotAsync(CancellationToken cancellation)
    {
        // What else there is to see of others' sessions is hidden from an owner who is no superuser.
        await using var others = owner.CreateCommand(
            "SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND usename <> current_user");
        if ((int)(await others.ExecuteScalarAsync(cancellation))! > 0)
        {
            return "Pinchang is running on this database: stop it first, every process of it.";
        }

        foreach (var column in FieldRotation.Columns)
        {
            await using var old = owner.CreateCommand(
                $"SELECT EXISTS (SELECT FROM {column.Table} WHERE substring({column.Name} FROM 1 FOR {FieldSeals.Mark.Length}) <> $1)");
            old.Parameters.Add(new() { Value = FieldSeals.Mark });
            if ((bool)(await old.ExecuteScalarAsync(cancellation))!)
            {
                return $"{column.Table} holds values from before the ring of keys: run rotate-keys first.";
            }
        }

        return null;
    }

    /// <summary>Returns what was brought over, table by table. Nothing is changed when a single value does not open.</summary>
    public async Task<IReadOnlyDictionary<string, int>> ChangeAsync(CancellationToken cancellation)
    {
        var (done, ring) = (new Dictionary<string, int>(), new FieldKeyRing(owner, before, TimeProvider.System));
        _ = ring.Current;
        var (open, found) = (new FieldSeals(ring, before), new FieldSeals(ring, after));
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Whoever starts meanwhile waits here, and then finds what its own key does not open.
        await ExecuteAsync(connection, "LOCK TABLE accounts.field_keys IN ACCESS EXCLUSIVE MODE", cancellation);
        done["accounts.field_keys"] = await RewrapAsync(connection, "accounts.field_keys", "id", "sealed_key", cancellation);
        await KeepAsync(connection, cancellation);
        done["accounts.commands"] = await ForgetAnswersAsync(connection, cancellation);
        done["accounts.protection_keys"] = await RewrapProtectionAsync(connection, cancellation);
        foreach (var column in Indexes)
        {
            done[$"{column.Table}.{column.Index}"] = await IndexAsync(connection, column, open, found, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return done;
    }

    private async Task<int> RewrapAsync(NpgsqlConnection connection, string table, string key, string column, CancellationToken cancellation)
    {
        var rows = await ReadAsync(connection, $"SELECT {key}, {column} FROM {table} ORDER BY {key}", reader => (reader.GetValue(0), reader.GetFieldValue<byte[]>(1)), cancellation);
        foreach (var (id, kept) in rows)
        {
            await ExecuteAsync(connection, $"UPDATE {table} SET {column} = $2 WHERE {key} = $1", cancellation, id, after.Seal(before.Open(kept)));
        }

        return rows.Count;
    }

    private async Task KeepAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await RewrapAsync(connection, "accounts.kept_keys", "purpose", "sealed_key", cancellation);
        foreach (var purpose in KeptKeys.Purposes)
        {
            await ExecuteAsync(
                connection, "INSERT INTO accounts.kept_keys (purpose, sealed_key, made_at) VALUES ($1, $2, clock_timestamp()) ON CONFLICT (purpose) DO NOTHING",
                cancellation, purpose, after.Seal(before.Derive(purpose)));
        }
    }

    // Kept for seven days, so that a command sent twice is answered twice: nobody sends one across this.
    private static Task<int> ForgetAnswersAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        ExecuteAsync(connection, "DELETE FROM accounts.commands", cancellation);

    private async Task<int> RewrapProtectionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var rows = await ReadAsync(connection, "SELECT id, xml FROM accounts.protection_keys", reader => (reader.GetGuid(0), reader.GetString(1)), cancellation);
        foreach (var (id, xml) in rows)
        {
            var element = XElement.Parse(xml);
            foreach (var kept in element.Descendants("sealed").ToList())
            {
                kept.Value = Convert.ToBase64String(after.Seal(before.Open(Convert.FromBase64String(kept.Value))));
            }

            await ExecuteAsync(connection, "UPDATE accounts.protection_keys SET xml = $2 WHERE id = $1", cancellation, id, element.ToString(SaveOptions.DisableFormatting));
        }

        return rows.Count;
    }

    private static async Task<int> IndexAsync(NpgsqlConnection connection, IndexColumn column, FieldSeals open, FieldSeals found, CancellationToken cancellation)
    {
        var (sum, last) = (0, Guid.Empty);
        while (true)
        {
            var rows = await ReadAsync(
                connection,
                $"SELECT {column.Key}, {column.Value} FROM {column.Table} WHERE {column.Value} IS NOT NULL AND {column.Key} > $1 ORDER BY {column.Key} LIMIT {Batch}",
                reader => (Id: reader.GetGuid(0), Value: reader.GetFieldValue<byte[]>(1)),
                cancellation,
                last);
            if (rows.Count == 0)
            {
                return sum;
            }

            (sum, last) = (sum + rows.Count, rows[^1].Id);
            await ExecuteAsync(
                connection,
                $"UPDATE {column.Table} AS kept SET {column.Index} = row.found FROM unnest($1, $2) AS row (id, found) WHERE kept.{column.Key} = row.id",
                cancellation,
                rows.ConvertAll(row => row.Id).ToArray(),
                rows.ConvertAll(row => Indexed(column, open.Open(column.Field, row.Value), found)).ToArray());
        }
    }

    // As each is made when it is written: an invited phone is found like a phone, an invited address whatever its capitals.
    private static byte[] Indexed(IndexColumn column, string value, FieldSeals found) => column.Field != SealedField.Contact ? found.IndexOf(column.Field, value)
        : value.Contains('@', StringComparison.Ordinal) ? found.IndexOf(SealedField.Contact, value.ToUpperInvariant()) : found.IndexOf(SealedField.Phone, value);

    private static async Task<List<T>> ReadAsync<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private sealed record IndexColumn(string Table, string Key, string Index, string Value, SealedField Field);
}
