using System.Globalization;

namespace Pinchang.Embedded.PostgreSql;

/// <summary>The user that PostgreSQL runs as when root starts it: PostgreSQL refuses to run as root.</summary>
internal sealed record ServerUser(string Name, uint Id, uint GroupId)
{
    private static readonly string[] Candidates = ["postgres", "nobody"];

    /// <summary>Null when the current user will do.</summary>
    public static ServerUser? Choose()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return null;
        }

        var known = File.ReadAllLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 3).ToArray();
        var fields = Candidates.Select(name => Array.Find(known, entry => entry[0] == name)).FirstOrDefault(entry => entry is not null)
            ?? throw new PostgreSqlStartException("PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody: make one, or start as an ordinary user.");
        if (ServerProcess.OnPath("setpriv") is null)
        {
            throw new PostgreSqlStartException("PostgreSQL does not run as root, and the command setpriv (package util-linux) is missing: install it, or start as an ordinary user.");
        }

        return new(fields[0], uint.Parse(fields[2], CultureInfo.InvariantCulture), uint.Parse(fields[3], CultureInfo.InvariantCulture));
    }

    /// <summary>Refuses a place that this user could never reach, before anything is written there.</summary>
    public void MustReach(string folder)
    {
        for (var path = Path.GetDirectoryName(folder); !string.IsNullOrEmpty(path); path = Path.GetDirectoryName(path))
        {
            if (!OperatingSystem.IsWindows() && Directory.Exists(path) && !File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherExecute))
            {
                throw new PostgreSqlStartException($"PostgreSQL runs as the user {Name}, who may not enter {path}: choose another folder with PINCHANG_DATA, such as /var/lib/pinchang.");
            }
        }
    }

    public string[] Command(params string[] command) =>
        ["setpriv", $"--reuid={Name}", $"--regid={GroupId.ToString(CultureInfo.InvariantCulture)}", "--clear-groups", "--", .. command];
}
