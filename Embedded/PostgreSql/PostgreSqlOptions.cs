namespace Pinchang.Embedded.PostgreSql;

/// <summary>Where and how the private server runs.</summary>
public sealed record PostgreSqlOptions
{
    /// <summary>The server's own folder: data, passwords and lock. Made when absent.</summary>
    public required string Folder { get; init; }

    /// <summary>Where the binaries are copied to. Several servers may share it.</summary>
    public required string BinariesFolder { get; init; }

    /// <summary>A fixed port, or 0 for one that is free.</summary>
    public int Port { get; init; }

    /// <summary>The database made for the product; owned by <see cref="PostgreSqlServer.OwnerRole"/>.</summary>
    public string Database { get; init; } = "pinchang";

    /// <summary>For tests: small, fast, not safe against a power cut, and the whole folder is removed when the server has ended.</summary>
    public bool Throwaway { get; init; }

    /// <summary>Further settings of postgresql.conf, such as <c>fsync=on</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Receives the server's log lines.</summary>
    public Action<string>? Log { get; init; }

    /// <summary>The installation's own server, below its data folder.</summary>
    public static PostgreSqlOptions For(string dataHome) => new()
    {
        Folder = Path.Combine(dataHome, "postgres"),
        BinariesFolder = Path.Combine(dataHome, "postgres", "binaries"),
        Settings = new Dictionary<string, string> { ["log_checkpoints"] = "off" },
    };
}
