namespace Pinchang.Web.Pages.Complaints;

/// <summary>The code of the complaint that is being looked at, kept by the browser so that it does not stand in addresses.</summary>
internal static class ComplaintPass
{
    private const string Cookie = "pinchang.complaint";

    public static void Keep(HttpContext context, string number, string code) => context.Response.Cookies.Append(Cookie, $"{number}.{code}", new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = "/complaints",
        IsEssential = true,
    });

    public static string? For(HttpContext context, string number) =>
        context.Request.Cookies[Cookie] is { } kept && kept.StartsWith(number + ".", StringComparison.OrdinalIgnoreCase) ? kept[(number.Length + 1)..] : null;
}
