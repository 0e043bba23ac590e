using Npgsql;

namespace Pinchang.Embedded.PostgreSql;

/// <summary>The product's two roles and its database, brought in line with the kept passwords at each start.</summary>
internal static class ServerRoles
{
    public static async Task PrepareAsync(string superuser, ServerPasswords passwords, string database, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(superuser + ";Pooling=false");
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await EnsureRoleAsync(connection, PostgreSqlServer.OwnerRole, passwords.Owner, cancellation);
        await EnsureRoleAsync(connection, PostgreSqlServer.AppRole, passwords.App, cancellation);
        await using var known = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", connection)
        {
            Parameters = { new() { Value = database } },
        };
        if (await known.ExecuteScalarAsync(cancellation) is false)
        {
            // Names and passwords here are the starter's own: letters, digits and underscores.
            await ExecuteAsync(connection, $"CREATE DATABASE {database} OWNER {PostgreSqlServer.OwnerRole}", cancellation);
        }
    }

    private static async Task EnsureRoleAsync(NpgsqlConnection connection, string role, string password, CancellationToken cancellation)
    {
        await using var known = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)", connection)
        {
            Parameters = { new() { Value = role } },
        };
        if (await known.ExecuteScalarAsync(cancellation) is false)
        {
            await ExecuteAsync(connection, $"CREATE ROLE {role} LOGIN PASSWORD '{password}'", cancellation);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
