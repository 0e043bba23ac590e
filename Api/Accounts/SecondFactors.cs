using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
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

    /// <summary>A new secret, not in force until its first code is shown. Null when one is in force already.</summary>
    public async Task<string?> PrepareAsync(Guid userId, byte[]? given = null)
    {
        var factor = await data.SecondFactors.SingleOrDefaultAsync(row => row.UserId == userId);
        if (factor is { ConfirmedAt: not null })
        {
            return null;
        }

        var secret = Totp.ToBase32(given ?? RandomNumberGenerator.GetBytes(Totp.SecretLength));
        if (factor is null)
        {
            data.SecondFactors.Add(new() { UserId = userId, ProtectedSecret = _secrets.Protect(secret) });
        }
        else
        {
            factor.ProtectedSecret = _secrets.Protect(secret);
        }

        await data.SaveChangesAsync();
        return secret;
    }

    /// <summary>Whether the code is right now; it then works no second time.</summary>
    public async Task<bool> VerifyAsync(Guid userId, string code, bool confirming = false)
    {
        var factor = await data.SecondFactors.AsNoTracking().SingleOrDefaultAsync(row => row.UserId == userId);
        if (factor is null || factor.ConfirmedAt is null != confirming)
        {
            return false;
        }

        var now = time.GetUtcNow();
        var secret = Totp.FromBase32(_secrets.Unprotect(factor.ProtectedSecret));
        return Totp.Verify(secret, code, now, factor.LastUsedStep) is { } step
            && await data.SecondFactors.Where(row => row.UserId == userId && row.LastUsedStep < step)
                .ExecuteUpdateAsync(set => set
                    .SetProperty(row => row.LastUsedStep, step)
                    .SetProperty(row => row.ConfirmedAt, row => row.ConfirmedAt ?? now)) == 1;
    }
}
