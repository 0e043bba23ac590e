using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Pinchang.Api.Hosting;

namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>
/// Who somebody is who has not signed in: a signed random id in a cookie, so that a viewer who comes back is the same one
/// and nobody can be another.
/// </summary>
internal sealed class ViewerCookie(IDataProtectionProvider protection, TimeProvider time)
{
    public const string Name = "pinchang.viewer";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);
    private readonly IDataProtector _protector = protection.CreateProtector("live-rooms.viewer");

    /// <summary>The id of the person or of the anonymous viewer; a new viewer is given a cookie.</summary>
    public Guid Recognise(HttpContext http)
    {
        if ((new CurrentUser(http.User).IdOrNull ?? Read(http)) is { } known)
        {
            return known;
        }

        var id = Guid.CreateVersion7(time.GetUtcNow());
        http.Response.Cookies.Append(Name, Convert.ToBase64String(_protector.Protect(id.ToByteArray())), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            MaxAge = Lifetime,
            Path = "/",
            IsEssential = true,
        });
        return id;
    }

    private Guid? Read(HttpContext http)
    {
        if (!http.Request.Cookies.TryGetValue(Name, out var value))
        {
            return null;
        }

        try
        {
            return new Guid(_protector.Unprotect(Convert.FromBase64String(value)));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
