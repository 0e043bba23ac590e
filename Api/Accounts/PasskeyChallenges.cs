using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Pinchang.Api.Accounts;

/// <summary>What a device is asked to sign, kept in the browser under seal for the minutes that its owner needs; the browser drops it with the answer.</summary>
internal sealed class PasskeyChallenges(IDataProtectionProvider protection, SessionCookie cookie, TimeProvider time)
{
    public const string CookieName = "pinchang.passkey";

    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly IDataProtector _asked = protection.CreateProtector("Pinchang.Passkey.Asked");

    /// <param name="person">Whose key is to be added; null when somebody signs in.</param>
    public void Remember(HttpContext http, Guid? person, string state)
    {
        var until = time.GetUtcNow() + Patience;
        var text = string.Create(CultureInfo.InvariantCulture, $"{person:N}|{until.UtcTicks}|{state}");
        http.Response.Cookies.Append(CookieName, _asked.Protect(text), cookie.Options(http, until));
    }

    /// <summary>Null when nothing was asked of this person in this browser, or too long ago.</summary>
    public string? Take(HttpContext http, Guid? person)
    {
        if (http.Request.Cookies[CookieName] is not { } value)
        {
            return null;
        }

        http.Response.Cookies.Delete(CookieName, cookie.Options(http, null));
        try
        {
            var parts = _asked.Unprotect(value).Split('|', 3);
            return parts[0] == (person?.ToString("N") ?? "") && time.GetUtcNow().UtcTicks < long.Parse(parts[1], CultureInfo.InvariantCulture) ? parts[2] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
