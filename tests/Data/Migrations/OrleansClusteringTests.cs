using Npgsql;

namespace Pinchang.Data.Tests.Migrations;

/// <summary>Runs each of the provider's queries as the provider does: by key, named parameters, all rows read.</summary>
public sealed class OrleansClusteringTests(PostgreSqlFixture database) : IClassFixture<PostgreSqlFixture>, IAsyncLifetime
{
    private const int Active = 3;
    private const int Dead = 6;
    private static readonly DateTime Start = new(2026, 5, 1, 8, 0, 0, DateTimeKind.Utc);

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(database.AppConnectionString) { SearchPath = "orleans" });

    private readonly string _cluster = $"cluster-{Guid.NewGuid()}";
    private readonly Dictionary<string, string> _queries = [];

    public async Task InitializeAsync()
    {
        await using var command = _source.CreateCommand("SELECT QueryKey, QueryText FROM OrleansQuery");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            _queries.Add(reader.GetString(0), reader.GetString(1));
        }
    }

    public async Task DisposeAsync() => await _source.DisposeAsync();

    [Fact]
    public void Every_key_of_the_provider_is_there() => _queries.Keys.Order().ShouldBe(
    [
        "CleanupDefunctSiloEntriesKey", "CleanupDefunctSiloEntryKey", "DeleteMembershipTableEntriesKey", "GatewaysQueryKey", "InsertMembershipKey",
        "InsertMembershipVersionKey", "MembershipReadAllKey", "MembershipReadRowKey", "UpdateIAmAlivetimeKey", "UpdateMembershipKey",
    ]);

    [Fact]
    public async Task The_version_row_is_made_once_and_answers_both_times()
    {
        (await InsertVersionAsync()).ShouldBeTrue();
        (await InsertVersionAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_cluster_without_members_still_reads_its_version()
    {
        await InsertVersionAsync();

        var row = (await ReadAllAsync()).ShouldHaveSingleItem();

        row["version"].ShouldBe(0);
        row["starttime"].ShouldBe(DBNull.Value);
        (await ReadRowAsync(1)).ShouldHaveSingleItem()["version"].ShouldBe(0);
    }

    [Fact]
    public async Task An_unknown_cluster_reads_nothing_and_takes_no_member()
    {
        (await ReadAllAsync()).ShouldBeEmpty();
        (await InsertAsync(1, version: 0)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_member_is_inserted_with_the_version_it_read_and_read_back()
    {
        await InsertVersionAsync();

        (await InsertAsync(1, version: 0)).ShouldBeTrue();

        var row = (await ReadAllAsync()).ShouldHaveSingleItem();
        (row["version"], row["address"], row["port"], row["generation"], row["proxyport"]).ShouldBe((1, "10.1.2.3", 11111, 1, 30000));
        (row["siloname"], row["hostname"], row["status"], row["starttime"], row["suspecttimes"]).ShouldBe(("silo", "host", Active, Start, DBNull.Value));
        (await ReadRowAsync(1)).ShouldHaveSingleItem()["iamalivetime"].ShouldBe(Start);
    }

    [Fact]
    public async Task An_old_version_and_a_known_member_change_nothing()
    {
        await InsertVersionAsync();
        await InsertAsync(1, version: 0);

        (await InsertAsync(2, version: 0)).ShouldBeFalse();
        (await InsertAsync(1, version: 1)).ShouldBeFalse();
        (await UpdateAsync(1, Dead, version: 0)).ShouldBeFalse();
        (await UpdateAsync(2, Dead, version: 1)).ShouldBeFalse();

        var row = (await ReadAllAsync()).ShouldHaveSingleItem();
        (row["version"], row["status"]).ShouldBe((1, Active));
    }

    [Fact]
    public async Task An_update_raises_the_version_by_one_and_keeps_the_votes_verbatim()
    {
        await InsertVersionAsync();
        await InsertAsync(1, version: 0);
        const string Votes = "10.1.2.4:11111@7,2026-05-01 08:00:01.000 GMT";

        (await UpdateAsync(1, Dead, version: 1, Votes)).ShouldBeTrue();

        var row = (await ReadAllAsync()).ShouldHaveSingleItem();
        (row["version"], row["status"], row["suspecttimes"]).ShouldBe((2, Dead, Votes));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_twenty_rivals_one_wins(bool sameMember)
    {
        await InsertVersionAsync();

        var won = await Task.WhenAll(Enumerable.Range(1, 20).Select(rival => InsertAsync(sameMember ? 1 : rival, version: 0)));

        won.Count(one => one).ShouldBe(1);
        (await ReadAllAsync()).ShouldHaveSingleItem()["version"].ShouldBe(1);
    }

    [Fact]
    public async Task Of_twenty_updates_from_one_view_one_wins()
    {
        await InsertVersionAsync();
        await InsertAsync(1, version: 0);

        var won = await Task.WhenAll(Enumerable.Range(1, 20).Select(_ => UpdateAsync(1, Dead, version: 1)));

        won.Count(one => one).ShouldBe(1);
        (await ReadAllAsync()).ShouldHaveSingleItem()["version"].ShouldBe(2);
    }

    [Fact]
    public async Task A_heartbeat_changes_one_column_and_no_version()
    {
        await InsertVersionAsync();
        await InsertAsync(1, version: 0);

        await RunAsync("UpdateIAmAlivetimeKey", [.. Member(1), ("IAmAliveTime", Start.AddMinutes(1))]);
        await RunAsync("UpdateIAmAlivetimeKey", [.. Member(9), ("IAmAliveTime", Start.AddMinutes(1))]);

        var row = (await ReadAllAsync()).ShouldHaveSingleItem();
        (row["version"], row["iamalivetime"]).ShouldBe((1, Start.AddMinutes(1)));
    }

    [Fact]
    public async Task Gateways_are_the_active_members_that_have_one()
    {
        await InsertVersionAsync();
        await InsertAsync(1, version: 0);
        await InsertAsync(2, version: 1, proxyPort: 0);
        await InsertAsync(3, version: 2);
        await UpdateAsync(3, Dead, version: 3);

        var row = (await RunAsync("GatewaysQueryKey", ("DeploymentId", _cluster), ("Status", Active))).ShouldHaveSingleItem();

        (row["address"], row["proxyport"], row["generation"]).ShouldBe(("10.1.2.3", 30000, 1));
    }

    [Fact]
    public async Task Deleting_a_cluster_leaves_no_version_row()
    {
        await InsertVersionAsync();
        await InsertAsync(1, version: 0);

        await RunAsync("DeleteMembershipTableEntriesKey", ("DeploymentId", _cluster));

        (await ReadAllAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Active, null, 1)]
    [InlineData(Dead, null, 0)]
    [InlineData(Dead, "", 0)]
    [InlineData(Dead, "10.1.2.4:11111@7,2026-05-01 08:00:01.000 GMT|fe80::1%3:11111@8,2026-05-01 08:00:02.000 GMT", 0)]
    [InlineData(Dead, "10.1.2.4:11111@7,2026-05-01 08:00:01.000 GMT|10.1.2.5:11111@8,2026-05-01 10:00:00.000 GMT", 1)]
    public async Task Cleaning_removes_only_the_long_dead(int status, string? votes, int left)
    {
        await InsertVersionAsync();
        await InsertAsync(1, version: 0);
        await UpdateAsync(1, status, version: 1, votes);

        await RunAsync("CleanupDefunctSiloEntriesKey", ("DeploymentId", _cluster), ("IAmAliveTime", Start.AddHours(1)));

        var rows = await ReadAllAsync();
        rows.Count(row => row["starttime"] is DateTime).ShouldBe(left);
        rows[0]["version"].ShouldBe(2);
    }

    [Theory]
    [InlineData(Dead, "some vote", "some vote", 0)]
    [InlineData(Dead, null, "", 0)]
    [InlineData(Dead, "some vote", "another vote", 1)]
    [InlineData(Active, "some vote", "some vote", 1)]
    public async Task One_dead_row_goes_only_unchanged(int status, string? kept, string? seen, int left)
    {
        await InsertVersionAsync();
        await InsertAsync(1, version: 0);
        await UpdateAsync(1, status, version: 1, kept);

        await RunAsync("CleanupDefunctSiloEntryKey", [.. Member(1), ("StartTime", Start), ("IAmAliveTime", Start), ("SuspectTimes", seen)]);

        (await ReadAllAsync()).Count(row => row["starttime"] is DateTime).ShouldBe(left);
    }

    private (string, object?)[] Member(int generation) =>
        [("DeploymentId", _cluster), ("Address", "10.1.2.3"), ("Port", 11111), ("Generation", generation)];

    private Task<bool> InsertVersionAsync() => DecideAsync("InsertMembershipVersionKey", ("DeploymentId", _cluster));

    private Task<bool> InsertAsync(int generation, int version, int proxyPort = 30000) => DecideAsync(
        "InsertMembershipKey",
        [
            .. Member(generation), ("SiloName", "silo"), ("HostName", "host"), ("Status", Active), ("ProxyPort", proxyPort),
            ("StartTime", Start), ("IAmAliveTime", Start), ("Version", version),
        ]);

    private Task<bool> UpdateAsync(int generation, int status, int version, string? votes = null) => DecideAsync(
        "UpdateMembershipKey", [.. Member(generation), ("Status", status), ("SuspectTimes", votes), ("IAmAliveTime", Start), ("Version", version)]);

    private Task<List<Dictionary<string, object>>> ReadAllAsync() => RunAsync("MembershipReadAllKey", ("DeploymentId", _cluster));

    private Task<List<Dictionary<string, object>>> ReadRowAsync(int generation) => RunAsync("MembershipReadRowKey", Member(generation));

    /// <summary>One row of one column, read as the provider reads it.</summary>
    private async Task<bool> DecideAsync(string key, params (string, object?)[] parameters) =>
        Convert.ToBoolean((await RunAsync(key, parameters)).ShouldHaveSingleItem().ShouldHaveSingleItem().Value, null);

    private async Task<List<Dictionary<string, object>>> RunAsync(string key, params (string Name, object? Value)[] parameters)
    {
        await using var command = _source.CreateCommand(_queries[key]);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter(name, value is null or string ? NpgsqlTypes.NpgsqlDbType.Text : value is int ? NpgsqlTypes.NpgsqlDbType.Integer : NpgsqlTypes.NpgsqlDbType.TimestampTz) { Value = value ?? DBNull.Value });
        }

        List<Dictionary<string, object>> rows = [];
        await using var reader = await command.ExecuteReaderAsync();
        do
        {
            while (await reader.ReadAsync())
            {
                rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, reader.GetValue));
            }
        }
        while (await reader.NextResultAsync());

        return rows;
    }
}
