using Npgsql;
using Pinchang.Embedded.PostgreSql;

namespace Pinchang.Embedded.Tests.PostgreSql;

public sealed class PostgreSqlServerTests : IDisposable
{
    private readonly string _folder = Path.Combine(DataHome.Shared(), "tests", $"server-{Guid.NewGuid():N}");

    private PostgreSqlOptions Options => new()
    {
        Folder = _folder,
        BinariesFolder = Path.Combine(DataHome.Shared(), "tests", "binaries"),
        Settings = new Dictionary<string, string> { ["fsync"] = "off", ["shared_buffers"] = "16MB" },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Rows_are_found_again_after_a_stop_and_a_kill()
    {
        await using (var first = await PostgreSqlServer.StartAsync(Options))
        {
            await RunAsync(first.OwnerConnectionString, "CREATE TABLE kept (name text); INSERT INTO kept VALUES ('stop')");
        }

        await using (var second = await PostgreSqlServer.StartAsync(Options))
        {
            await RunAsync(second.OwnerConnectionString, "INSERT INTO kept VALUES ('kill')");
            Unix.Signal(second.ProcessId, Unix.Kill).ShouldBeTrue();
            await second.Exited.WaitAsync(TimeSpan.FromSeconds(20));
        }

        await using var third = await PostgreSqlServer.StartAsync(Options);
        (await RunAsync(third.OwnerConnectionString, "SELECT count(*) FROM kept")).ShouldBe(2L);
    }

    [Fact]
    public async Task Chinese_sorts_searches_and_is_stored_as_utf8()
    {
        await using var server = await PostgreSqlServer.StartAsync(Options);

        (await RunAsync(server.OwnerConnectionString, "SELECT current_setting('server_encoding')")).ShouldBe("UTF8");
        (await RunAsync(server.OwnerConnectionString, "CREATE EXTENSION pg_trgm; SELECT similarity('招聘会现场', '招聘会') > 0.3")).ShouldBe(true);
        (await RunAsync(server.OwnerConnectionString, "SELECT string_agg(n, '' ORDER BY n COLLATE \"zh-x-icu\") FROM unnest(ARRAY['张','李','王','陈']) AS n"))
            .ShouldBe("陈李王张");
    }

    [Fact]
    public async Task A_second_start_on_the_same_folder_is_refused_in_a_sentence()
    {
        await using var server = await PostgreSqlServer.StartAsync(Options);

        var refused = await Should.ThrowAsync<PostgreSqlStartException>(() => PostgreSqlServer.StartAsync(Options));

        refused.Message.ShouldContain("already runs");
    }

    [Fact]
    public async Task A_folder_of_another_major_version_is_refused_with_advice()
    {
        await using (await PostgreSqlServer.StartAsync(Options))
        {
        }

        await File.WriteAllTextAsync(Path.Combine(_folder, "data", "PG_VERSION"), "16\n");

        var refused = await Should.ThrowAsync<PostgreSqlStartException>(() => PostgreSqlServer.StartAsync(Options));

        refused.Message.ShouldContain("is of PostgreSQL 16");
        refused.Message.ShouldContain("restore");
    }

    [Fact]
    public async Task Two_folders_are_served_side_by_side()
    {
        var other = Options with { Folder = Path.Combine(_folder, "other") };

        var servers = await Task.WhenAll(PostgreSqlServer.StartAsync(Options), PostgreSqlServer.StartAsync(other));

        servers[0].Port.ShouldNotBe(servers[1].Port);
        await Task.WhenAll(servers.Select(server => server.StopAsync()));
    }

    [Fact]
    public async Task Passwords_are_drawn_kept_to_the_owner_and_asked_for()
    {
        await using var server = await PostgreSqlServer.StartAsync(Options);

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(_folder, "passwords.json")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var guessed = new NpgsqlConnectionStringBuilder(server.AppConnectionString) { Password = "pinchang" }.ConnectionString;
        var refused = await Should.ThrowAsync<PostgresException>(() => RunAsync(guessed, "SELECT 1"));
        refused.SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
    }

    [Fact]
    public async Task A_throwaway_server_takes_its_folder_with_it()
    {
        var throwaway = Options with { Folder = Path.Combine(_folder, "throwaway"), Throwaway = true };

        await using (await PostgreSqlServer.StartAsync(throwaway))
        {
            Directory.Exists(throwaway.Folder).ShouldBeTrue();
        }

        Directory.Exists(throwaway.Folder).ShouldBeFalse();
        Directory.CreateDirectory(_folder);
    }

    private static async Task<object?> RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        object? last = null;
        do
        {
            while (await reader.ReadAsync())
            {
                last = reader.GetValue(0);
            }
        }
        while (await reader.NextResultAsync());

        return last;
    }
}
