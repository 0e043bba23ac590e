using System.Text.Json;
using Pinchang.Data.Migrations;
using Pinchang.Embedded.PostgreSql;

namespace Pinchang.MigrationService;

/// <summary>
/// The database, opened as its owner: the one named in the environment, else the one that a running Pinchang
/// names in <c>run.json</c>, else the private server, started for as long as this object lives.
/// </summary>
internal sealed class OwnerDatabase : IAsyncDisposable
{
    private readonly PostgreSqlServer? _started;

    private OwnerDatabase(string connectionString) => ConnectionString = connectionString;

    private OwnerDatabase(PostgreSqlServer started) => (_started, ConnectionString) = (started, started.OwnerConnectionString);

    public string ConnectionString { get; }

    /// <summary>Where keys, files and the ledger's anchors lie.</summary>
    public string DataFolder { get; } = DataHome.Open();

    /// <summary>Whether the server is the private one, whose files lie in the data folder.</summary>
    public bool IsPrivate { get; private init; } = true;

    /// <summary>
    /// For whoever does something with what is there: a folder without an installation is not made one, and what is not ours is not touched.
    /// </summary>
    public static async Task<OwnerDatabase> OpenInstalledAsync()
    {
        var (home, named) = (DataHome.Locate(), Environment.GetEnvironmentVariable("PINCHANG_DB_OWNER") is { Length: > 0 });
        if (!named && !File.Exists(Path.Combine(home, "run.json")) && !Directory.Exists(Path.Combine(home, "postgres", "data")))
        {
            throw new MigrationException($"{home} holds no installation: name its data folder with PINCHANG_DATA.");
        }

        var database = await OpenAsync();
        try
        {
            await InstalledSchema.RequireAsync(database.ConnectionString, named ? "The database that PINCHANG_DB_OWNER names" : home);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public static async Task<OwnerDatabase> OpenAsync()
    {
        if (Environment.GetEnvironmentVariable("PINCHANG_DB_OWNER") is { Length: > 0 } named)
        {
            return new(named) { IsPrivate = false };
        }

        var home = DataHome.Open();
        try
        {
            DataHome.RefuseHalfRestored(home);
            return OfRunning(home) is var (running, isPrivate) ? new(running) { IsPrivate = isPrivate } : new(await PostgreSqlServer.StartAsync(PostgreSqlOptions.For(home)));
        }
        catch (PostgreSqlStartException problem)
        {
            throw new MigrationException(problem.Message, problem);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_started is not null)
        {
            await _started.DisposeAsync();
        }
    }

    /// <summary>A file left by a Pinchang that was killed names a process that is gone.</summary>
    private static (string Owner, bool IsPrivate)? OfRunning(string home)
    {
        var file = Path.Combine(home, "run.json");
        if (!File.Exists(file))
        {
            return null;
        }

        using var run = JsonDocument.Parse(File.ReadAllText(file));
        var starter = run.RootElement.GetProperty("processes").GetProperty("apphost").GetInt32();
        var database = run.RootElement.GetProperty("database");
        return Unix.Signal(starter, 0) ? (database.GetProperty("owner").GetString()!, database.GetProperty("private").GetBoolean()) : null;
    }
}
