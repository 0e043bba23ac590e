using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Pinchang.Data.Tests.Schema;

/// <summary>The SQL migrations are written by hand; this holds them and the EF model together.</summary>
public sealed class ModelTests(PostgreSqlFixture database) : IClassFixture<PostgreSqlFixture>
{
    private const string ColumnsQuery =
        """
        SELECT format('%s.%s.%s %s%s', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                      CASE WHEN a.attnotnull THEN ' not null' ELSE '' END)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
          AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'public', 'orleans')
        """;

    [Fact]
    public async Task Every_column_of_the_model_is_in_the_migrated_schema_with_its_type_and_nullability()
    {
        await using var fromModel = await TestPostgreSql.CreateEmptyDatabaseAsync();
        await using var modelSource = NpgsqlDataSource.Create(fromModel.OwnerConnectionString);
        await using (var context = new PinchangContext(PinchangDataServices.Options(modelSource)))
        {
            await using var create = modelSource.CreateCommand(context.Database.GenerateCreateScript());
            await create.ExecuteNonQueryAsync();
        }

        await using var migratedSource = NpgsqlDataSource.Create(database.OwnerConnectionString);
        var modelled = await ColumnsOf(modelSource);
        var migrated = await ColumnsOf(migratedSource);

        modelled.Except(migrated).ShouldBeEmpty("the model has columns that the migrations do not make like this");
        var modelledTables = modelled.Select(TableOf).ToHashSet();
        migrated.Where(column => modelledTables.Contains(TableOf(column))).Except(modelled)
            .ShouldBeEmpty("the migrations make columns in mapped tables that the model does not know");
    }

    private static string TableOf(string column) => column[..column.LastIndexOf('.', column.IndexOf(' ', StringComparison.Ordinal))];

    private static async Task<List<string>> ColumnsOf(NpgsqlDataSource source)
    {
        var columns = new List<string>();
        await using var command = source.CreateCommand(ColumnsQuery);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            columns.Add(reader.GetString(0));
        }

        return columns;
    }
}
