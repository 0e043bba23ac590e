using Npgsql;
using Pinchang.Data.Migrations;

namespace Pinchang.Data.Tests.Migrations;

public sealed class MigrationRunnerTests : IAsyncLifetime
{
    private static readonly Migration First = new(1, "0001_first", "CREATE TABLE first (id int); CREATE TABLE second (id int)");
    private static readonly Migration Second = new(2, "0002_second", "CREATE TABLE third (id int)");

    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestPostgreSql.CreateEmptyDatabaseAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task All_files_are_applied_once_and_in_order()
    {
        (await RunAsync(First, Second)).ShouldBe(["0001_first", "0002_second"]);
        (await RunAsync(First, Second)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_products_own_files_make_every_schema_and_let_the_application_in()
    {
        await new MigrationRunner(_database.OwnerConnectionString).RunAsync();

        var schemas = await ReadAsync(_database.AppConnectionString, "SELECT nspname FROM pg_namespace WHERE has_schema_privilege(oid, 'USAGE') ORDER BY 1");
        foreach (var context in new[] { "accounts", "organisations", "jobs", "applications", "live", "fairs", "exams", "compliance", "notify" })
        {
            schemas.ShouldContain(context);
        }
    }

    [Fact]
    public async Task The_application_may_write_rows_but_not_change_structure()
    {
        await new MigrationRunner(_database.OwnerConnectionString).RunAsync();
        await ReadAsync(_database.OwnerConnectionString, "CREATE TABLE live.scratch (id int)");

        await ReadAsync(_database.AppConnectionString, "INSERT INTO live.scratch VALUES (1)");
        var refused = await Should.ThrowAsync<PostgresException>(() => ReadAsync(_database.AppConnectionString, "ALTER TABLE live.scratch ADD COLUMN more int"));
        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_file_that_fails_leaves_nothing_behind()
    {
        var broken = new Migration(2, "0002_broken", "CREATE TABLE third (id int); SELECT nonsense");

        var refused = await Should.ThrowAsync<MigrationException>(() => RunAsync(First, broken));

        refused.Message.ShouldContain("0002_broken");
        (await ReadAsync(_database.OwnerConnectionString, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"))
            .ShouldBe(["first", "schema_versions", "second"]);
    }

    [Fact]
    public async Task A_changed_file_is_refused()
    {
        await RunAsync(First);

        var refused = await Should.ThrowAsync<MigrationException>(() => RunAsync(First with { Sql = "CREATE TABLE other (id int)" }));

        refused.Message.ShouldContain("has since been changed");
    }

    [Fact]
    public async Task Other_line_ends_are_no_change()
    {
        await RunAsync(new Migration(1, "0001_lines", "CREATE TABLE\nlines (id int)"));

        (await RunAsync(new Migration(1, "0001_lines", "CREATE TABLE\r\nlines (id int)"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_from_a_newer_build_is_refused()
    {
        await RunAsync(First, Second);

        var refused = await Should.ThrowAsync<MigrationException>(() => RunAsync(First));

        refused.Message.ShouldContain("newer Pinchang");
    }

    [Fact]
    public async Task Runners_that_start_together_apply_each_file_once()
    {
        var slow = new Migration(3, "0003_slow", "SELECT pg_sleep(0.2); CREATE TABLE fourth (id int)");

        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync(First, slow)));

        applied.SelectMany(names => names).Order().ShouldBe(["0001_first", "0003_slow"]);
    }

    [Fact]
    public async Task An_administrators_connection_hands_the_database_to_the_owner_role()
    {
        var server = await TestPostgreSql.ServerAsync();
        var administrator = server.ConnectionString("postgres", _database.Name);

        await new MigrationRunner(administrator, [First]).RunAsync();

        (await ReadAsync(administrator, "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'")).ShouldBe(["pinchang_owner"]);
    }

    [Fact]
    public async Task The_applications_connection_cannot_migrate()
    {
        var refused = await Should.ThrowAsync<MigrationException>(() => new MigrationRunner(_database.AppConnectionString, [First]).RunAsync());

        refused.Message.ShouldContain("PINCHANG_DB_OWNER");
    }

    private Task<IReadOnlyList<string>> RunAsync(params Migration[] migrations) =>
        new MigrationRunner(_database.OwnerConnectionString, migrations).RunAsync();

    private static async Task<string[]> ReadAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return [.. rows];
    }
}
