using Microsoft.EntityFrameworkCore;
using Pinchang.Data;

namespace Pinchang.Api.Accounts;

/// <summary>
/// What a device is asked to sign, kept here for the minutes that its owner needs, under a number that the browser holds. It is taken once:
/// outside of whatever transaction the answer is judged in, so that a refused answer is no second try either.
/// </summary>
internal sealed class PasskeyChallenges(IServiceScopeFactory scopes, SessionCookie cookie, TimeProvider time)
{
    public const string CookieName = "pinchang.passkey";

    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <param name="person">Whose key is to be added; null when somebody signs in.</param>
    public async Task RememberAsync(HttpContext http, Guid? person, string state)
    {
        var (token, until) = (SessionToken.Make(), time.GetUtcNow() + Patience);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PinchangContext>().Database.ExecuteSqlAsync(
            $"INSERT INTO accounts.passkey_challenges (token_hash, user_id, state, expires_at) VALUES ({SessionToken.HashOf(token)}, {person}, {state}, {until})");
        http.Response.Cookies.Append(CookieName, token, cookie.Options(http, until));
    }

    /// <summary>Null when nothing was asked of this person in this browser, or too long ago, or it was answered.</summary>
    public async Task<string?> TakeAsync(HttpContext http, Guid? person)
    {
        if (http.Request.Cookies[CookieName] is not { } token || SessionToken.HashOf(token) is not { } hash)
        {
            return null;
        }

        http.Response.Cookies.Delete(CookieName, cookie.Options(http, null));
        var now = time.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        var taken = await scope.ServiceProvider.GetRequiredService<PinchangContext>().Database.SqlQuery<string>(
            $"""
            DELETE FROM accounts.passkey_challenges
            WHERE token_hash = {hash} AND user_id IS NOT DISTINCT FROM {person} AND expires_at > {now}
            RETURNING state AS "Value"
            """).ToListAsync();
        return taken.SingleOrDefault();
    }
}
