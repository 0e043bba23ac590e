using Npgsql;

namespace Pinchang.Data.Migrations;

/// <summary>Whether a database is one of ours: a command by hand on any other would copy, judge or change what it does not know.</summary>
public static class InstalledSchema
{
    /// <param name="where">As the person named it.</param>
    /// <exception cref="MigrationException">With a sentence.</exception>
    public static async Task RequireAsync(string connectionString, string where, CancellationToken cancellation = default)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("SELECT to_regclass('public.schema_versions') IS NOT NULL AND to_regclass('compliance.maintenance') IS NOT NULL");
        if (await command.ExecuteScalarAsync(cancellation) is not true)
        {
            throw new MigrationException($"{where} holds no Pinchang: name the right one, or start the product on it once.");
        }
    }
}
