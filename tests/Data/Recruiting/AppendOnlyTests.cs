using Npgsql;

namespace Pinchang.Data.Tests.Recruiting;

/// <summary>What the application may not do even when a bug asks for it.</summary>
public sealed class AppendOnlyTests(PostgreSqlFixture database) : IClassFixture<PostgreSqlFixture>
{
    [Theory]
    [InlineData("UPDATE jobs.job_versions SET title = 'x'")]
    [InlineData("DELETE FROM jobs.job_versions")]
    [InlineData("UPDATE applications.applications SET resume = '{}'")]
    [InlineData("UPDATE applications.applications SET candidate_id = employer_id")]
    [InlineData("DELETE FROM applications.applications")]
    [InlineData("UPDATE applications.views SET member_id = agency_id")]
    [InlineData("DELETE FROM applications.views")]
    [InlineData("UPDATE files.uploads SET owner_id = id")]
    public async Task The_database_refuses_the_application(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.AppConnectionString);
        await using var command = source.CreateCommand(sql);

        var refused = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Theory]
    [InlineData("UPDATE jobs.job_versions SET approved = true, decided_at = now() WHERE false")]
    [InlineData("UPDATE applications.applications SET state = 'Viewed', viewed_at = now() WHERE false")]
    public async Task What_a_decision_adds_is_allowed(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.AppConnectionString);
        await using var command = source.CreateCommand(sql);

        (await command.ExecuteNonQueryAsync()).ShouldBe(0);
    }
}
