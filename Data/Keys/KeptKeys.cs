using System.Collections.Concurrent;
using Npgsql;

namespace Pinchang.Data.Keys;

/// <summary>
/// Keys that follow from the master key and must outlive it, since what they made is in people's hands: once the master key was changed,
/// they lie in the database under the new one.
/// </summary>
public sealed class KeptKeys(NpgsqlDataSource database, MasterKey master)
{
    /// <summary>Opens the status of complaints: their codes were written on slips and in messages.</summary>
    public const string ComplaintCode = "complaint-code";

    internal static readonly string[] Purposes = [ComplaintCode];

    private readonly ConcurrentDictionary<string, byte[]> _keys = new();

    // Asked for in the middle of a rule, and once in a process.
    public byte[] Of(string purpose) => _keys.GetOrAdd(purpose, Read);

    private byte[] Read(string purpose)
    {
        using var command = database.CreateCommand("SELECT sealed_key FROM accounts.kept_keys WHERE purpose = $1");
        command.Parameters.Add(new() { Value = purpose });
        return command.ExecuteScalar() is byte[] kept ? master.Open(kept) : master.Derive(purpose);
    }
}
