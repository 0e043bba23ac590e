using System.Collections.Concurrent;
using Npgsql;
using Pinchang.Contracts;
using Pinchang.Data.Committing;

namespace Pinchang.Api.Accounts;

/// <summary>Which sessions are alive. Sockets subscribe, so that they close in the moment their session ends.</summary>
public interface ISessionRegistry
{
    /// <summary>A session ended before its time or its rights changed: its sockets must go.</summary>
    event Action<Guid>? Revoked;

    /// <summary>Rights of a person changed (a role was given or taken): look again at the next request.</summary>
    void Forget(Guid userId);
}

internal sealed class SessionRegistry : ISessionRegistry
{
    /// <summary>Of what is remembered while changes are not being heard of.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(3);

    /// <summary>While they are. Reading again also notes that somebody was seen.</summary>
    private static readonly TimeSpan MaxAgeListening = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan SeenInterval = TimeSpan.FromMinutes(1);

    private readonly NpgsqlDataSource _database;
    private readonly TimeProvider _time;
    private readonly ILogger<SessionRegistry> _logger;
    private readonly ConcurrentDictionary<string, SessionEntry> _entries = new();
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _changedAt = new();
    private long _listeningSince = long.MaxValue;
    private long _heardUntil;

    // Ten thousand people who hand in within a second are asked for in a few queries, not in ten thousand.
    private readonly GroupReader<string, SessionEntry> _reader;

    public SessionRegistry(NpgsqlDataSource database, TimeProvider time, ILogger<SessionRegistry> logger)
    {
        (_database, _time, _logger) = (database, time, logger);
        _reader = new(ReadAsync);
    }

    public event Action<Guid>? Revoked;

    /// <summary>Also what is being read at this moment, and may be from before.</summary>
    public void Forget(Guid userId)
    {
        _changedAt[userId] = _time.GetUtcNow();
        Remove(entry => entry.UserId == userId);
    }

    public void Revoke(Guid sessionId)
    {
        Remove(entry => entry.SessionId == sessionId);
        Revoked?.Invoke(sessionId);
    }

    /// <summary>Every change that was committed before this moment has been told here.</summary>
    public void HeardUntil(DateTimeOffset moment) => Volatile.Write(ref _heardUntil, moment.UtcTicks);

    /// <summary>From now on changes are heard of; what is remembered may have missed some.</summary>
    public void ListensFrom(DateTimeOffset moment)
    {
        Volatile.Write(ref _heardUntil, 0);
        Volatile.Write(ref _listeningSince, moment.UtcTicks);
        _entries.Clear();
    }

    /// <summary>
    /// The session of a token; null when there is none alive. No older than three seconds, except that nothing was told of its person since.
    /// </summary>
    public async ValueTask<SessionEntry?> FindAsync(string token, CancellationToken cancellation)
    {
        if (SessionToken.HashOf(token) is not { } hash)
        {
            return null;
        }

        var now = _time.GetUtcNow();
        var key = Convert.ToBase64String(hash);
        if (_entries.TryGetValue(key, out var known) && now - known.ReadAt < MaxAgeOf(known, now))
        {
            return now < known.ExpiresAt ? known : null;
        }

        var entry = await _reader.ReadAsync(key).WaitAsync(cancellation);
        if (entry is null)
        {
            _entries.TryRemove(key, out _);
            return null;
        }

        _entries[key] = entry;
        if (_changedAt.TryGetValue(entry.UserId, out var changedAt) && changedAt >= entry.ReadAt)
        {
            _entries.TryRemove(KeyValuePair.Create(key, entry));
        }

        return entry;
    }

    /// <summary>Drops what nobody asked for lately.</summary>
    public void Trim()
    {
        var now = _time.GetUtcNow();
        Remove(entry => now - entry.ReadAt > SeenInterval);
        foreach (var (userId, changedAt) in _changedAt)
        {
            if (now - changedAt > SeenInterval)
            {
                _changedAt.TryRemove(KeyValuePair.Create(userId, changedAt));
            }
        }
    }

    private TimeSpan MaxAgeOf(SessionEntry entry, DateTimeOffset now) =>
        now.UtcTicks - Volatile.Read(ref _heardUntil) < MaxAge.Ticks && entry.ReadAt.UtcTicks >= Volatile.Read(ref _listeningSince) ? MaxAgeListening : MaxAge;

    private void Remove(Func<SessionEntry, bool> matches)
    {
        foreach (var (key, entry) in _entries)
        {
            if (matches(entry))
            {
                _entries.TryRemove(KeyValuePair.Create(key, entry));
            }
        }
    }

    private async Task<IReadOnlyDictionary<string, SessionEntry>> ReadAsync(IReadOnlyList<string> keys)
    {
        var now = _time.GetUtcNow();
        await using var command = _database.CreateCommand(
            """
            SELECT session.token_hash, session.id, session.user_id, person.display_name, person.phone_number_confirmed,
                   session.second_factor_at IS NOT NULL, session.expires_at, session.last_seen_at,
                   held.roles, held.agency_id, held.employer_id
            FROM accounts.sessions AS session
            JOIN accounts.users AS person ON person.id = session.user_id
            LEFT JOIN LATERAL (
                SELECT agency_id FROM accounts.memberships WHERE user_id = session.user_id ORDER BY id LIMIT 1
            ) AS home ON true
            LEFT JOIN LATERAL (
                SELECT array_agg(DISTINCT role) AS roles, home.agency_id,
                       (array_agg(scope_id ORDER BY id) FILTER (WHERE scope = 'Employer'))[1] AS employer_id
                FROM accounts.memberships AS membership WHERE membership.user_id = session.user_id AND membership.agency_id = home.agency_id
            ) AS held ON true
            WHERE session.token_hash = ANY ($1) AND session.ended_at IS NULL AND session.expires_at > $2
            """);
        command.Parameters.Add(new() { Value = keys.Select(Convert.FromBase64String).ToArray() });
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        var found = new Dictionary<string, SessionEntry>(keys.Count);
        var seen = new List<Guid>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                found[Convert.ToBase64String(reader.GetFieldValue<byte[]>(0))] = ToEntry(reader, now);
                if (now - reader.GetFieldValue<DateTimeOffset>(7) > SeenInterval)
                {
                    seen.Add(reader.GetGuid(1));
                }
            }
        }

        if (seen.Count > 0)
        {
            // Nobody's request waits for it, and a row that somebody else holds is touched the next time.
            _ = TouchAsync([.. seen], now);
        }

        return found;
    }

    private async Task TouchAsync(Guid[] seen, DateTimeOffset now)
    {
        try
        {
            await using var update = _database.CreateCommand(
                """
                UPDATE accounts.sessions SET last_seen_at = $2
                WHERE id IN (SELECT id FROM accounts.sessions WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)
                """);
            update.Parameters.Add(new() { Value = seen });
            update.Parameters.Add(new() { Value = now.UtcDateTime });
            await update.ExecuteNonQueryAsync();
        }
        catch (Exception exception)
        {
            _logger.LogWarning(exception, "When {Count} sessions were seen is noted the next time", seen.Length);
        }
    }

    // Roles sleep until the second factor was passed in this session: without it, staff is a visitor with a phone.
    private static SessionEntry ToEntry(NpgsqlDataReader reader, DateTimeOffset now)
    {
        var phoneVerified = reader.GetBoolean(4);
        var isStaff = !reader.IsDBNull(8);
        var isAwake = reader.GetBoolean(5) && isStaff;
        return new(
            reader.GetGuid(1),
            reader.GetGuid(2),
            reader.GetString(3),
            phoneVerified,
            [.. isAwake ? reader.GetFieldValue<string[]>(8) : [], .. phoneVerified ? [Roles.Candidate] : Array.Empty<string>()],
            isAwake ? reader.GetGuid(9) : null,
            isAwake && !reader.IsDBNull(10) ? reader.GetGuid(10) : null,
            isStaff && !reader.GetBoolean(5),
            reader.GetFieldValue<DateTimeOffset>(6),
            now);
    }
}
