using System.Globalization;
using Npgsql;
using Pinchang.Data.Migrations;
using Pinchang.Embedded.PostgreSql;

namespace Pinchang.Support;

/// <summary>
/// The PostgreSQL of this test process: started when the first test asks, with one migrated template, and gone
/// with the process, however that ends.
/// </summary>
public static class TestPostgreSql
{
    private const string Template = "migrated";
    private static readonly Lazy<Task<PostgreSqlServer>> Started = new(StartAsync);
    private static readonly Lazy<Task> Migrated = new(MigrateTemplateAsync);
    private static int _databases;

    private static string Folder { get; } = Path.Combine(DataHome.Shared(), "tests");

    public static Task<PostgreSqlServer> ServerAsync() => Started.Value;

    /// <summary>A database with the whole schema; costs a copy of the template.</summary>
    public static async Task<TestDatabase> CreateDatabaseAsync()
    {
        await Migrated.Value;
        return await CreateAsync(Template);
    }

    /// <summary>A database without a schema, owned by the role that migrates.</summary>
    public static Task<TestDatabase> CreateEmptyDatabaseAsync() => CreateAsync("template1");

    internal static async Task DropAsync(TestDatabase database)
    {
        foreach (var connectionString in new[] { database.AppConnectionString, database.OwnerConnectionString })
        {
            await using var pooled = new NpgsqlConnection(connectionString);
            NpgsqlConnection.ClearPool(pooled);
        }

        await ExecuteAsync($"DROP DATABASE {database.Name} WITH (FORCE)");
    }

    private static async Task<PostgreSqlServer> StartAsync()
    {
        PrivateFiles.MakeFolder(Folder, traversable: Environment.IsPrivilegedProcess);
        SweepAbandoned();
        return await PostgreSqlServer.StartAsync(new()
        {
            Folder = Path.Combine(Folder, $"{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}.server"),
            BinariesFolder = Path.Combine(Folder, "binaries"),
            Database = Template,
            Throwaway = true,
        });
    }

    /// <summary>Folders of test processes whose watching shell was killed too.</summary>
    private static void SweepAbandoned()
    {
        foreach (var folder in Directory.EnumerateDirectories(Folder, "*.server"))
        {
            if (int.TryParse(Path.GetFileNameWithoutExtension(folder), CultureInfo.InvariantCulture, out var owner)
                && (owner == Environment.ProcessId || !Unix.Signal(owner, 0)))
            {
                TryDelete(folder);
            }
        }
    }

    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // Another test process sweeps it at the same moment.
        }
    }

    private static async Task MigrateTemplateAsync()
    {
        var server = await ServerAsync();
        await new MigrationRunner(server.ConnectionString(PostgreSqlServer.OwnerRole, Template)).RunAsync();
    }

    private static async Task<TestDatabase> CreateAsync(string template)
    {
        var server = await ServerAsync();
        var name = $"test_{Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture)}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template} OWNER {PostgreSqlServer.OwnerRole}");
        return new(name, server.ConnectionString(PostgreSqlServer.AppRole, name), server.ConnectionString(PostgreSqlServer.OwnerRole, name));
    }

    private static async Task ExecuteAsync(string sql)
    {
        var server = await ServerAsync();
        await using var connection = new NpgsqlConnection(server.ConnectionString(PostgreSqlServer.Superuser, "postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
