using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts;
using Pinchang.Data;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Accounts;

/// <summary>Which sessions are alive. Sockets subscribe, so that they close in the moment their session ends.</summary>
public interface ISessionRegistry
{
    /// <summary>A session ended before its time or its rights changed: its sockets must go.</summary>
    event Action<Guid>? Revoked;

    /// <summary>Rights of a person changed (a role was given or taken): look again at the next request.</summary>
    void Forget(Guid userId);
}

internal sealed class SessionRegistry(IServiceScopeFactory scopes, TimeProvider time) : ISessionRegistry
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SeenInterval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, SessionEntry> _entries = new();

    public event Action<Guid>? Revoked;

    public void Forget(Guid userId) => Remove(entry => entry.UserId == userId);

    public void Revoke(Guid sessionId)
    {
        Remove(entry => entry.SessionId == sessionId);
        Revoked?.Invoke(sessionId);
    }

    /// <summary>The session of a token, at most three seconds old; null when there is none alive.</summary>
    public async ValueTask<SessionEntry?> FindAsync(string token, CancellationToken cancellation)
    {
        if (SessionToken.HashOf(token) is not { } hash)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var key = Convert.ToBase64String(hash);
        if (_entries.TryGetValue(key, out var known) && now - known.ReadAt < MaxAge)
        {
            return now < known.ExpiresAt ? known : null;
        }

        var entry = await ReadAsync(hash, now, cancellation);
        if (entry is null)
        {
            _entries.TryRemove(key, out _);
            return null;
        }

        _entries[key] = entry;
        return entry;
    }

    /// <summary>Drops what nobody asked for lately.</summary>
    public void Trim()
    {
        var now = time.GetUtcNow();
        Remove(entry => now - entry.ReadAt > SeenInterval);
    }

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

    private async Task<SessionEntry?> ReadAsync(byte[] hash, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        var row = await (
            from alive in data.Sessions.AsNoTracking()
            join user in data.Users on alive.UserId equals user.Id
            where alive.TokenHash == hash && alive.EndedAt == null && alive.ExpiresAt > now
            select new { Session = alive, user.DisplayName, user.PhoneNumberConfirmed }).SingleOrDefaultAsync(cancellation);
        if (row is null)
        {
            return null;
        }

        var session = row.Session;
        if (now - session.LastSeenAt > SeenInterval)
        {
            await data.Sessions.Where(seen => seen.Id == session.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(seen => seen.LastSeenAt, now), cancellation);
        }

        var memberships = await data.Memberships.AsNoTracking().Where(m => m.UserId == session.UserId).ToListAsync(cancellation);
        return ToEntry(session, row.DisplayName, row.PhoneNumberConfirmed, memberships, now);
    }

    // Roles sleep until the second factor was passed in this session: without it, staff is a visitor with a phone.
    private static SessionEntry ToEntry(Session session, string name, bool phoneVerified, List<Membership> memberships, DateTimeOffset now)
    {
        var awake = session.SecondFactorAt is null ? [] : memberships;
        string[] roles = [.. awake.Select(m => m.Role).Distinct(), .. phoneVerified ? [Roles.Candidate] : Array.Empty<string>()];
        return new(
            session.Id,
            session.UserId,
            name,
            phoneVerified,
            roles,
            awake.FirstOrDefault()?.AgencyId,
            awake.FirstOrDefault(m => m.Scope == MembershipScope.Employer)?.ScopeId,
            memberships.Count > 0 && session.SecondFactorAt is null,
            session.ExpiresAt,
            now);
    }
}
