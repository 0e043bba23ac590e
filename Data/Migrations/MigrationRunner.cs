using Npgsql;

namespace Pinchang.Data.Migrations;

/// <summary>
/// Brings a database forward. Only one runner works at a time; each file is one transaction; a file that was
/// applied and has since changed, and a database that is newer than this build, are refused.
/// </summary>
public sealed class MigrationRunner(string ownerConnectionString, IReadOnlyList<Migration>? migrations = null, string? appPassword = null)
{
    private const int OldestServer = 15;

    // "Pinchang" on a telephone's keys: any number does that nobody else on this database takes.
    private const long LockKey = 74624264;

    private readonly IReadOnlyList<Migration> _migrations = migrations ?? Migration.All;

    /// <returns>The names of the files applied now, in order; empty when the schema was current.</returns>
    /// <exception cref="MigrationException">With a sentence for the operator.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellation = default)
    {
        // A connection of its own: what it locks and sets ends with it.
        var unpooled = new NpgsqlConnectionStringBuilder(ownerConnectionString) { Pooling = false }.ConnectionString;
        await using var connection = new NpgsqlConnection(unpooled);
        await connection.OpenAsync(cancellation);
        if (connection.PostgreSqlVersion.Major < OldestServer)
        {
            throw new MigrationException($"The server is PostgreSQL {connection.PostgreSqlVersion}: Pinchang needs {OldestServer} or newer.");
        }

        await ExecuteAsync(connection, $"SELECT pg_advisory_lock({LockKey})", cancellation);
        await DatabaseRoles.ActAsOwnerAsync(connection, appPassword, cancellation);
        await ExecuteAsync(
            connection,
            """
            CREATE TABLE IF NOT EXISTS public.schema_versions
            (
                number     integer     PRIMARY KEY,
                name       text        NOT NULL,
                checksum   text        NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
            )
            """,
            cancellation);
        var applied = await ReadAppliedAsync(connection, cancellation);
        RefuseChangedHistory(applied);
        List<string> names = [];
        foreach (var migration in _migrations.Where(migration => !applied.ContainsKey(migration.Number)))
        {
            await ApplyAsync(connection, migration, cancellation);
            names.Add(migration.Name);
        }

        return names;
    }

    private static async Task<Dictionary<int, (string Name, string Checksum)>> ReadAppliedAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        Dictionary<int, (string, string)> applied = [];
        await using var command = new NpgsqlCommand("SELECT number, name, checksum FROM public.schema_versions", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            applied.Add(reader.GetInt32(0), (reader.GetString(1), reader.GetString(2)));
        }

        return applied;
    }

    private void RefuseChangedHistory(Dictionary<int, (string Name, string Checksum)> applied)
    {
        var known = _migrations.ToDictionary(migration => migration.Number);
        foreach (var (number, (name, checksum)) in applied.OrderBy(entry => entry.Key))
        {
            if (!known.TryGetValue(number, out var migration))
            {
                throw new MigrationException($"The database holds migration {name}, which this build does not know: it was written by a newer Pinchang.");
            }

            if (migration.Checksum != checksum)
            {
                throw new MigrationException($"Migration {name} was applied and has since been changed: bring the file back, and put the change into a new one.");
            }
        }
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            await using var command = new NpgsqlCommand(migration.Sql, connection, transaction) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException problem)
        {
            throw new MigrationException($"Migration {migration.Name} failed and was undone: {problem.MessageText} {problem.Detail}".TrimEnd(), problem);
        }

        await using var entry = new NpgsqlCommand("INSERT INTO public.schema_versions (number, name, checksum) VALUES ($1, $2, $3)", connection, transaction)
        {
            Parameters = { new() { Value = migration.Number }, new() { Value = migration.Name }, new() { Value = migration.Checksum } },
        };
        await entry.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
