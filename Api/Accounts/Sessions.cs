using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Accounts;
using Pinchang.Data;
using Pinchang.Data.Accounts;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Accounts;

/// <summary>Begins and ends sessions: row, cookie, log line, and the sockets of those that ended.</summary>
internal sealed class Sessions(PinchangContext data, SignInLog log, SessionRegistry registry, SessionCookie cookie, TimeProvider time)
{
    public async Task<SessionDetails> BeginAsync(HttpContext http, User user, SignInMethod method, bool secondFactorPassed, string login)
    {
        var caller = Caller.Of(http);
        var now = time.GetUtcNow();
        var token = SessionToken.Make();
        var session = new Session
        {
            Id = Guid.CreateVersion7(now),
            UserId = user.Id,
            TokenHash = SessionToken.HashOf(token)!,
            Method = method,
            CreatedAt = now,
            Address = caller.Address,
            Device = caller.Device,
            LastSeenAt = now,
            SecondFactorAt = secondFactorPassed ? now : null,
            ExpiresAt = now + (secondFactorPassed ? Session.StaffLifetime : Session.CandidateLifetime),
        };
        data.Sessions.Add(session);
        await log.AddAsync(caller, SignInEvent.SignedIn, method, user.Id, session.Id, login);
        var left = await EndOfCookieAsync(http, SignInEvent.SignedOut);
        await data.SaveChangesAsync();
        await AnnounceAsync(left);

        cookie.Set(http, token, session.ExpiresAt);
        var entry = await registry.FindAsync(token, CancellationToken.None)
            ?? throw new InvalidOperationException("The session that was just written is not there.");
        return await SessionDescription.OfAsync(entry.ToPrincipal(), data, CancellationToken.None);
    }

    /// <summary>Ends the session of the request's cookie, if there is one.</summary>
    public async Task SignOutAsync(HttpContext http)
    {
        var left = await EndOfCookieAsync(http, SignInEvent.SignedOut);
        await data.SaveChangesAsync();
        await AnnounceAsync(left);
        cookie.Clear(http);
    }

    /// <summary>Ends a person's sessions, those that are meant; true when there were any.</summary>
    public async Task<bool> RevokeAsync(Guid userId, Caller caller, Func<Session, bool> which)
    {
        var alive = await data.Sessions.Where(session => session.UserId == userId && session.EndedAt == null).ToListAsync();
        var ended = alive.Where(which).ToList();
        foreach (var session in ended)
        {
            await EndAsync(session, caller, SignInEvent.Revoked);
        }

        await data.SaveChangesAsync();
        await AnnounceAsync([.. ended.Select(session => session.Id)]);
        return ended.Count > 0;
    }

    /// <summary>
    /// A person's rights became less: they stay signed in, and what is open on their old rights closes. Told in the caller's transaction, so
    /// that every process hears of it with the fact; returns the sessions, for this process to close once more when the fact is durable.
    /// </summary>
    public async Task<Guid[]> CloseSocketsAsync(Guid userId, CancellationToken cancellation)
    {
        var alive = await data.Sessions.Where(session => session.UserId == userId && session.EndedAt == null).Select(session => session.Id).ToArrayAsync(cancellation);
        await AnnounceAsync(alive);
        return alive;
    }

    private async Task<Guid[]> EndOfCookieAsync(HttpContext http, SignInEvent what)
    {
        if (!http.Request.Cookies.TryGetValue(SessionCookie.Name, out var token) || SessionToken.HashOf(token) is not { } hash)
        {
            return [];
        }

        var session = await data.Sessions.SingleOrDefaultAsync(row => row.TokenHash == hash && row.EndedAt == null);
        if (session is null)
        {
            return [];
        }

        await EndAsync(session, Caller.Of(http), what);
        return [session.Id];
    }

    private async Task EndAsync(Session session, Caller caller, SignInEvent what)
    {
        session.EndedAt = time.GetUtcNow();
        await log.AddAsync(caller, what, session.Method, session.UserId, session.Id);
    }

    private async Task AnnounceAsync(Guid[] ended)
    {
        foreach (var id in ended)
        {
            registry.Revoke(id);
            // Other processes hear of it by the database.
            await data.Database.ExecuteSqlAsync($"SELECT pg_notify({SessionRevocations.Channel}, {id.ToString()})");
        }
    }
}
