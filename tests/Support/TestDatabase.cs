namespace Pinchang.Support;

/// <summary>One database of the test server, dropped when disposed.</summary>
public sealed record TestDatabase(string Name, string AppConnectionString, string OwnerConnectionString) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await TestPostgreSql.DropAsync(this);
}
