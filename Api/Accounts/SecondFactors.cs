using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Data;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Accounts;

/// <summary>Authenticators, and the short-lived cookie between password and code.</summary>
internal sealed class SecondFactors(PinchangContext data, IDataProtectionProvider protection, SessionCookie cookie, TimeProvider time)
{
    public const string CookieName = "pinchang.second-factor";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly IDataProtector _secrets = protection.CreateProtector("Pinchang.SecondFactor.Secret");
    private readonly IDataProtector _asked = protection.CreateProtector("Pinchang.SecondFactor.Asked");

    public Task<bool> IsSetUpAsync(Guid userId) => data.SecondFactors.AnyAsync(factor => factor.UserId == userId && factor.ConfirmedAt != null);

    /// <summary>Remembers in the browser whose password was right.</summary>
    public void Ask(HttpContext http, Guid userId)
    {
        var until = time.GetUtcNow() + Patience;
        var text = string.Create(CultureInfo.InvariantCulture, $"{userId:N}|{until.UtcTicks}");
        http.Response.Cookies.Append(CookieName, _asked.Protect(text), cookie.Options(http, until));
    }

    /// <summary>Whose password was right within the last five minutes.</summary>
    public Guid? AskedOf(HttpContext http)
    {
        if (http.Request.Cookies[CookieName] is not { } value)
        {
            return null;
        }

        try
        {
            var parts = _asked.Unprotect(value).Split('|');
            return time.GetUtcNow().UtcTicks < long.Parse(parts[1], CultureInfo.InvariantCulture) ? Guid.Parse(parts[0]) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Answered(HttpContext http) => http.Response.Cookies.Delete(CookieName, cookie.Options(http, null));

    /// <summary>
    /// The secret that waits for its first code: the same one however often it is asked for, since the app may hold it already.
    /// Null when one is in force.
    /// </summary>
    public async Task<string?> PrepareAsync(Guid userId, bool renew = false)
    {
        var protectedSecret = _secrets.Protect(Totp.ToBase32(RandomNumberGenerator.GetBytes(Totp.SecretLength)));
        // Two pages opened at once agree on one secret.
        await data.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO accounts.second_factors (user_id, protected_secret, last_used_step) VALUES ({userId}, {protectedSecret}, 0)
            ON CONFLICT (user_id) DO UPDATE SET protected_secret = excluded.protected_secret
            WHERE second_factors.confirmed_at IS NULL AND {renew}
            """);
        var factor = await data.SecondFactors.AsNoTracking().SingleAsync(row => row.UserId == userId);
        return factor.ConfirmedAt is null ? _secrets.Unprotect(factor.ProtectedSecret) : null;
    }

    /// <summary>Ties a given secret to an account that is being made, in force at once: whoever gave it holds it.</summary>
    public async Task AddAsync(Guid userId, byte[] secret)
    {
        data.SecondFactors.Add(new()
        {
            UserId = userId,
            ProtectedSecret = _secrets.Protect(Totp.ToBase32(secret)),
            ConfirmedAt = time.GetUtcNow(),
        });
        await data.SaveChangesAsync();
    }

    /// <summary>Null when the code is right now; it then works no second time.</summary>
    public async Task<Refusal?> WhyWrongAsync(Guid userId, string code, bool confirming = false)
    {
        var factor = await data.SecondFactors.AsNoTracking().SingleOrDefaultAsync(row => row.UserId == userId);
        if (factor is null || factor.ConfirmedAt is null != confirming)
        {
            return AccountRefusals.SecondFactorWrong;
        }

        var now = time.GetUtcNow();
        var secret = Totp.FromBase32(_secrets.Unprotect(factor.ProtectedSecret));
        if (Totp.Verify(secret, code, now, factor.LastUsedStep) is not { } step)
        {
            return Totp.Verify(secret, code, now, lastUsedStep: 0) is null ? AccountRefusals.SecondFactorWrong : AccountRefusals.SecondFactorUsed;
        }

        var used = await data.SecondFactors.Where(row => row.UserId == userId && row.LastUsedStep < step)
            .ExecuteUpdateAsync(set => set
                .SetProperty(row => row.LastUsedStep, step)
                .SetProperty(row => row.ConfirmedAt, row => row.ConfirmedAt ?? now));
        return used == 1 ? null : AccountRefusals.SecondFactorUsed;
    }
}
