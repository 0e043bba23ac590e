using Npgsql;

namespace Pinchang.Data.Migrations;

/// <summary>
/// The two roles the schema speaks of. The private server makes them; on a server of one's own they are made
/// here when the connection may do so, and asked for in a sentence when it may not.
/// </summary>
internal static class DatabaseRoles
{
    public const string Owner = "pinchang_owner";
    public const string App = "pinchang_app";

    /// <summary>Afterwards the connection acts as the owner of the schema.</summary>
    /// <param name="connection">An open connection to the product's database.</param>
    /// <param name="appPassword">Given, it becomes the application's password; not given, the role is left as it is.</param>
    public static async Task ActAsOwnerAsync(NpgsqlConnection connection, string? appPassword, CancellationToken cancellation)
    {
        var mayCreate = await AskAsync(connection, "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user", cancellation);
        foreach (var role in new[] { Owner, App })
        {
            if (!await AskAsync(connection, $"SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}')", cancellation))
            {
                await MakeAsync(connection, role, mayCreate, cancellation);
            }
        }

        if (appPassword is not null && mayCreate)
        {
            await ExecuteAsync(connection, $"ALTER ROLE {App} LOGIN PASSWORD {Quote(appPassword)}", cancellation);
        }

        if (await AskAsync(connection, $"SELECT current_user <> '{Owner}'", cancellation))
        {
            await BecomeOwnerAsync(connection, cancellation);
        }
    }

    private static async Task MakeAsync(NpgsqlConnection connection, string role, bool mayCreate, CancellationToken cancellation)
    {
        if (!mayCreate)
        {
            throw new MigrationException(
                $"The database has no role {role} and this connection may not make it: let its administrator run CREATE ROLE {Owner} LOGIN PASSWORD '…'; CREATE ROLE {App} LOGIN PASSWORD '…'; ALTER DATABASE \"{connection.Database}\" OWNER TO {Owner};");
        }

        await ExecuteAsync(connection, $"CREATE ROLE {role} NOLOGIN", cancellation);
    }

    private static async Task BecomeOwnerAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        try
        {
            if (!await AskAsync(connection, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user", cancellation)
                && !await AskAsync(connection, $"SELECT pg_has_role(current_user, '{Owner}', 'USAGE')", cancellation))
            {
                await ExecuteAsync(connection, $"GRANT {Owner} TO CURRENT_USER", cancellation);
            }

            await ExecuteAsync(connection, $"ALTER DATABASE \"{connection.Database}\" OWNER TO {Owner}", cancellation);
            await ExecuteAsync(connection, $"SET ROLE {Owner}", cancellation);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new MigrationException(
                $"Migrations act as the role {Owner}, and this connection may not: give {Owner}'s own in PINCHANG_DB_OWNER.", refused);
        }
    }

    private static async Task<bool> AskAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
