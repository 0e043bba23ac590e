using Xunit;

namespace Pinchang.Support;

/// <summary>A migrated database for one test class: <c>IClassFixture&lt;PostgreSqlFixture&gt;</c>.</summary>
public sealed class PostgreSqlFixture : IAsyncLifetime
{
    private TestDatabase _database = null!;   // made in InitializeAsync, which runs before any test

    /// <summary>Connects as the application: append-only tables refuse it what they refuse the product.</summary>
    public string AppConnectionString => _database.AppConnectionString;

    /// <summary>Connects as the owner of the schema, for looking behind the scenes.</summary>
    public string OwnerConnectionString => _database.OwnerConnectionString;

    public async Task InitializeAsync() => _database = await TestPostgreSql.CreateDatabaseAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();
}
