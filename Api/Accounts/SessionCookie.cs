namespace Pinchang.Api.Accounts;

/// <summary>The one cookie, that Api alone opens.</summary>
internal sealed class SessionCookie(IConfiguration configuration)
{
    public const string Name = "pinchang.session";

    private readonly string? _domain = configuration["PINCHANG_COOKIE_DOMAIN"];

    public void Set(HttpContext http, string token, DateTimeOffset expiresAt) =>
        http.Response.Cookies.Append(Name, token, Options(http, expiresAt));

    public void Clear(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http, null));

    public CookieOptions Options(HttpContext http, DateTimeOffset? expiresAt) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        Domain = _domain,
        Path = "/",
        Expires = expiresAt,
    };
}
