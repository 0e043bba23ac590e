using System.Globalization;

namespace Pinchang.Embedded.PostgreSql;

/// <summary>The server's folder on disk, held against a second starter for as long as this object lives.</summary>
internal sealed class ServerFolder : IDisposable
{
    private readonly string _root;
    private readonly ServerUser? _user;
    private readonly FileStream _lock;

    private ServerFolder(string root, ServerUser? user, FileStream @lock) => (_root, _user, _lock) = (root, user, @lock);

    public string Data => Path.Combine(_root, "data");

    public string PasswordFile => Path.Combine(_root, "passwords.json");

    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    public static ServerFolder Open(string root, ServerUser? user)
    {
        PrivateFiles.MakeFolder(root, traversable: user is not null);
        try
        {
            // The kernel frees it when we die, however we die.
            return new(root, user, new FileStream(Path.Combine(root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException problem) when (File.Exists(Path.Combine(root, "lock")) && !problem.Message.Contains("No space", StringComparison.Ordinal))
        {
            throw new PostgreSqlStartException($"Pinchang already runs on the data folder {root}: stop the other one, or choose another folder with PINCHANG_DATA.", problem);
        }
    }

    /// <summary>The command as the user that PostgreSQL accepts.</summary>
    public string[] Command(string[] command) => _user?.Command(command) ?? command;

    /// <summary>Makes the data folder when there is none, and refuses one that these binaries cannot read.</summary>
    public async Task InitialiseAsync(ServerBinaries binaries, bool throwaway, CancellationToken cancellation)
    {
        var versionFile = Path.Combine(Data, "PG_VERSION");
        if (!File.Exists(versionFile))
        {
            await MakeDataAsync(binaries, throwaway, cancellation);
            return;
        }

        var found = (await File.ReadAllTextAsync(versionFile, cancellation)).Trim();
        if (found != binaries.MajorVersion)
        {
            throw new PostgreSqlStartException(
                $"The data in {Data} is of PostgreSQL {found}, and this Pinchang brings PostgreSQL {binaries.MajorVersion}: back it up with the Pinchang that wrote it and restore it here, or choose another folder with PINCHANG_DATA.");
        }
    }

    public void Dispose() => _lock.Dispose();

    private async Task MakeDataAsync(ServerBinaries binaries, bool throwaway, CancellationToken cancellation)
    {
        // Made aside and moved, so that a start that was cut off leaves nothing half-made behind.
        var partial = Path.Combine(_root, "data.partial");
        if (Directory.Exists(partial))
        {
            Directory.Delete(partial, recursive: true);
        }

        var passwords = ServerPasswords.Draw();
        var superuserPassword = Path.Combine(_root, "initdb.password");
        PrivateFiles.MakeFolder(partial);
        PrivateFiles.Write(superuserPassword, passwords.Superuser);
        GiveAway(partial);
        GiveAway(superuserPassword);
        var (exitCode, output) = await ServerProcess.RunAsync(partial, Command(
        [
            binaries.Program("initdb"), "--pgdata", partial, "--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256",
            $"--username={PostgreSqlServer.Superuser}", $"--pwfile={superuserPassword}",
            .. throwaway ? ["--no-sync"] : Array.Empty<string>(),
        ]), cancellation);
        File.Delete(superuserPassword);
        if (exitCode != 0)
        {
            Directory.Delete(partial, recursive: true);
            throw output.Contains("No space left on device", StringComparison.Ordinal)
                ? new PostgreSqlStartException($"The disk that holds {_root} is full: make room, or choose another folder with PINCHANG_DATA.")
                : new PostgreSqlStartException($"PostgreSQL could not make its data folder {Data}; it said: {output.Trim()}");
        }

        passwords.Keep(PasswordFile);
        Directory.Move(partial, Data);
    }

    private void GiveAway(string path)
    {
        if (_user is not null)
        {
            Unix.GiveTo(path, _user);
        }
    }
}
