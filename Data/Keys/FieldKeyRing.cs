using System.Collections.Frozen;
using Npgsql;

namespace Pinchang.Data.Keys;

/// <summary>
/// The keys under which single fields lie, newest last. They lie in the database under the master key; the first is made when it is first
/// needed, further ones by <c>rotate-keys</c>, which other processes notice within a minute.
/// </summary>
public sealed class FieldKeyRing(NpgsqlDataSource database, MasterKey master, TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly Lock _reading = new();
    private Ring? _ring;

    /// <summary>What new values are sealed under.</summary>
    public FieldKey Current
    {
        get
        {
            var ring = _ring;
            return ring is null || time.GetElapsedTime(ring.ReadAt) > Remembered ? Read(ring).Newest : ring.Newest;
        }
    }

    /// <summary>The key of a value; one that is not remembered was made by somebody else a moment ago, or is gone.</summary>
    public FieldKey? Find(int id)
    {
        var ring = _ring;
        return ring?.Keys.GetValueOrDefault(id) ?? Read(ring).Keys.GetValueOrDefault(id);
    }

    /// <summary>Adds a key, under which everything is sealed from now on.</summary>
    public FieldKey Add()
    {
        Insert("SELECT coalesce(max(id), 0) + 1, $1, clock_timestamp() FROM accounts.field_keys");
        return Read(_ring).Newest;
    }

    // Data protection reads its keys without async too: it happens once a minute, and callers seal in the middle of a rule.
    private Ring Read(Ring? known)
    {
        lock (_reading)
        {
            if (_ring is { } other && !ReferenceEquals(other, known))
            {
                return other;
            }

            var keys = Select();
            if (keys.Count == 0)
            {
                // Two processes that begin at once agree on one key.
                Insert("VALUES (1, $1, clock_timestamp())");
                keys = Select();
            }

            return _ring = new(keys.ToFrozenDictionary(key => key.Id), keys[^1], time.GetTimestamp());
        }
    }

    private List<FieldKey> Select()
    {
        using var command = database.CreateCommand("SELECT id, sealed_key FROM accounts.field_keys ORDER BY id");
        using var reader = command.ExecuteReader();
        var keys = new List<FieldKey>();
        while (reader.Read())
        {
            keys.Add(new(reader.GetInt32(0), master.Open(reader.GetFieldValue<byte[]>(1))));
        }

        return keys;
    }

    private void Insert(string values)
    {
        using var command = database.CreateCommand($"INSERT INTO accounts.field_keys (id, sealed_key, made_at) {values} ON CONFLICT (id) DO NOTHING");
        command.Parameters.Add(new() { Value = master.Seal(FieldKey.NewSecret()) });
        command.ExecuteNonQuery();
    }

    private sealed record Ring(FrozenDictionary<int, FieldKey> Keys, FieldKey Newest, long ReadAt);
}
