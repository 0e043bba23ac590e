using Pinchang.Data.Migrations;

namespace Pinchang.MigrationService;

/// <summary>The database that the orchestrator names, opened with the rights to change its structure.</summary>
internal sealed class OwnerDatabase(string connectionString) : IAsyncDisposable
{
    public string ConnectionString => connectionString;

    /// <summary>Where keys, files and the ledger's anchors lie.</summary>
    public string DataFolder { get; } = Environment.GetEnvironmentVariable("PINCHANG_DATA") is { Length: > 0 } named
        ? named
        : Path.Combine(Path.GetTempPath(), "pinchang");

    public static Task<OwnerDatabase> OpenAsync() => Environment.GetEnvironmentVariable("PINCHANG_DB_OWNER") is { Length: > 0 } named
        ? Task.FromResult(new OwnerDatabase(named))
        : throw new MigrationException("No database is named: set PINCHANG_DB_OWNER to a connection string that may change its structure.");

    public static async Task<OwnerDatabase> OpenInstalledAsync()
    {
        var database = await OpenAsync();
        await InstalledSchema.RequireAsync(database.ConnectionString, "The database that PINCHANG_DB_OWNER names");
        return database;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
