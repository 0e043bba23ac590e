using Pinchang.Contracts;

namespace Pinchang.Api.Hosting;

/// <summary>
/// Which pages may talk to Api from a browser: exactly Web's. Web is known by PINCHANG_WEB_ORIGIN (several, split by ';'), and, since Api
/// is reached under the page's own host, by the host of the request with Web's port: a phone on the same network finds both there.
/// </summary>
internal sealed class WebOrigin
{
    private readonly Uri[] _origins;

    public WebOrigin(IConfiguration configuration) => _origins =
    [
        .. (configuration["PINCHANG_WEB_ORIGIN"] ?? "http://localhost:5080")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(origin => new Uri(origin)),
    ];

    /// <summary>Where links in messages lead.</summary>
    public Uri Own => _origins[0];

    public bool IsWeb(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && (_origins.Any(own => Same(own, uri))
            || _origins.Any(own => own.Port == uri.Port && own.Scheme == uri.Scheme && string.Equals(uri.Host, host.Host, StringComparison.OrdinalIgnoreCase)));

    private static bool Same(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port && string.Equals(one.Host, other.Host, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Refuses what a foreign page sends with the visitor's cookie: unsafe methods, and sockets of any kind.</summary>
internal static class OriginCheck
{
    private const string AllowedHeaders = "content-type, idempotency-key, x-requested-with, x-signalr-user-agent, "
        + "recording-run, piece-hash, previous-hash, piece-begins-at, piece-duration";

    public static WebApplication UseOriginCheck(this WebApplication app)
    {
        var web = app.Services.GetRequiredService<WebOrigin>();
        app.Use((http, next) =>
        {
            var origin = http.Request.Headers.Origin.ToString();
            if (origin.Length == 0)
            {
                // Not a script of another site: browsers name those. A form posted across sites names its site in Sec-Fetch-Site.
                return IsUnsafe(http) && http.Request.Headers["Sec-Fetch-Site"] == "cross-site" ? Refuse(http) : next(http);
            }

            if (!web.IsWeb(origin, http.Request.Host))
            {
                return IsUnsafe(http) || http.WebSockets.IsWebSocketRequest || HttpMethods.IsOptions(http.Request.Method)
                    ? Refuse(http)
                    : next(http);
            }

            // At the start of the response: an answer to a failure is begun anew, without the headers that were there before.
            http.Response.OnStarting(() =>
            {
                http.Response.Headers.AccessControlAllowOrigin = origin;
                http.Response.Headers.AccessControlAllowCredentials = "true";
                http.Response.Headers.AccessControlExposeHeaders = "retry-after";
                http.Response.Headers.Append("Vary", "Origin");
                return Task.CompletedTask;
            });
            return IsPreflight(http) ? AnswerPreflight(http) : next(http);
        });
        return app;
    }

    private static bool IsUnsafe(HttpContext http) =>
        !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method));

    private static bool IsPreflight(HttpContext http) =>
        HttpMethods.IsOptions(http.Request.Method) && http.Request.Headers.AccessControlRequestMethod.Count > 0;

    private static Task AnswerPreflight(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        http.Response.Headers.AccessControlAllowMethods = "GET, HEAD, POST, PUT, DELETE";
        http.Response.Headers.AccessControlAllowHeaders = AllowedHeaders;
        http.Response.Headers.AccessControlMaxAge = "600";
        return Task.CompletedTask;
    }

    private static Task Refuse(HttpContext http) => CommonRefusals.ForeignOrigin.ToProblem().ExecuteAsync(http);
}
