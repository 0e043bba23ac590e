using Npgsql;

namespace Pinchang.Embedded.PostgreSql;

/// <summary>
/// A private PostgreSQL: made on first start, found again on the next, recovered after a kill, stopped in order.
/// It listens on the loopback address only, and ends when the process that started it ends.
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    public const string Superuser = "postgres";

    /// <summary>Owns the schema: migrations only.</summary>
    public const string OwnerRole = "pinchang_owner";

    /// <summary>What the product connects as.</summary>
    public const string AppRole = "pinchang_app";

    private const int Attempts = 8;
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(60);

    private readonly PostgreSqlOptions _options;
    private readonly ServerFolder _folder;
    private readonly ServerProcess _process;
    private readonly ServerPasswords _passwords;
    private bool _stopped;

    private PostgreSqlServer(PostgreSqlOptions options, ServerFolder folder, ServerProcess process, ServerPasswords passwords, int port) =>
        (_options, _folder, _process, _passwords, Port) = (options, folder, process, passwords, port);

    public int Port { get; }

    /// <summary>The postmaster's process id; it changes with every start.</summary>
    public int ProcessId => _folder.ProcessId;

    /// <summary>Completes when the server has ended, for whatever reason.</summary>
    public Task Exited => _process.Exited;

    public string AppConnectionString => ConnectionString(AppRole, _options.Database);

    public string OwnerConnectionString => ConnectionString(OwnerRole, _options.Database);

    /// <exception cref="PostgreSqlStartException">With one sentence that says what to do.</exception>
    public static async Task<PostgreSqlServer> StartAsync(PostgreSqlOptions options, CancellationToken cancellation = default)
    {
        try
        {
            return await StartCheckedAsync(options, cancellation);
        }
        catch (IOException problem) when (IsDiskFull(problem))
        {
            throw DiskFull(options, problem);
        }
    }

    /// <summary>The connection string of one role and database of this server.</summary>
    public string ConnectionString(string role, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Database = database,
        Username = role,
        Password = role switch { OwnerRole => _passwords.Owner, AppRole => _passwords.App, _ => _passwords.Superuser },
        // What the driver would otherwise probe for on each new connection.
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    /// <summary>Rolls open transactions back and stops; firmer when that takes longer than a minute.</summary>
    public async Task StopAsync()
    {
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        _process.Release();
        await Task.WhenAny(_process.Exited, Task.Delay(StopPatience));
        if (!_process.Exited.IsCompleted)
        {
            await LeftOverServer.EndAsync(_folder.Data, CancellationToken.None);
        }

        await _process.Exited;
        _process.Dispose();
        _folder.Dispose();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private static async Task<PostgreSqlServer> StartCheckedAsync(PostgreSqlOptions options, CancellationToken cancellation)
    {
        var user = ServerUser.Choose();
        user?.MustReach(options.Folder);
        user?.MustReach(options.BinariesFolder);
        var folder = ServerFolder.Open(options.Folder, user);
        try
        {
            var binaries = ServerBinaries.CopyTo(options.BinariesFolder);
            await folder.InitialiseAsync(binaries, options.Throwaway, cancellation);
            await LeftOverServer.EndAsync(folder.Data, cancellation);
            var passwords = ServerPasswords.Read(folder.PasswordFile);
            var (process, port) = await LaunchAsync(options, folder, binaries, cancellation);
            var server = new PostgreSqlServer(options, folder, process, passwords, port);
            try
            {
                await ServerRoles.PrepareAsync(server.ConnectionString(Superuser, "postgres"), passwords, options.Database, cancellation);
                return server;
            }
            catch
            {
                await server.StopAsync();
                throw;
            }
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private static async Task<(ServerProcess Process, int Port)> LaunchAsync(
        PostgreSqlOptions options, ServerFolder folder, ServerBinaries binaries, CancellationToken cancellation)
    {
        var said = "";
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var port = options.Port == 0 ? FreePort.Find() : options.Port;
            var process = ServerProcess.Start(folder.Data, folder.Command(ServerCommand.Build(binaries, folder.Data, port, options)), options.Throwaway ? options.Folder : "", options.Log);
            await Task.WhenAny(process.Ready, process.Exited).WaitAsync(cancellation);
            if (process.Ready.IsCompleted)
            {
                return (process, port);
            }

            said = process.LastLines;
            process.Dispose();
            if (said.Contains("No space left on device", StringComparison.Ordinal))
            {
                throw DiskFull(options, null);
            }

            // Someone was quicker with the port, or the orphans of a killed server are still leaving.
            var passing = said.Contains("could not bind", StringComparison.Ordinal) || said.Contains("still in use", StringComparison.Ordinal);
            if (!passing)
            {
                break;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250), cancellation);
        }

        throw new PostgreSqlStartException($"PostgreSQL did not start in {folder.Data}; it said: {said}");
    }

    private static bool IsDiskFull(IOException problem) => problem.Message.Contains("No space left", StringComparison.OrdinalIgnoreCase);

    private static PostgreSqlStartException DiskFull(PostgreSqlOptions options, Exception? problem) =>
        new($"The disk that holds {options.Folder} is full: make room, or choose another folder with PINCHANG_DATA.", problem!);
}
