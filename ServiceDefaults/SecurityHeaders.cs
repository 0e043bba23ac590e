using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Pinchang.ServiceDefaults;

/// <summary>
/// The headers of every answer. The page may talk to its own origin and to Api, whose address is the page's
/// host with Api's port (<c>PINCHANG_API_PORT</c>), or <c>PINCHANG_API_ORIGIN</c> where the hosts differ.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, IConfiguration configuration)
{
    private readonly string? _apiPort = configuration["PINCHANG_API_PORT"];
    private readonly string? _apiOrigin = configuration["PINCHANG_API_ORIGIN"]?.TrimEnd('/');

    // Never for our own authority: a browser would then refuse plain http on every port of this host.
    private readonly bool _publicCertificate = !string.IsNullOrEmpty(configuration["PINCHANG_CERT"]);

    // All but a few requests name one host: its policy is spelled once.
    private HostPolicy? _latest;

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy(context.Request);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-site";
        if (_publicCertificate && context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        return next(context);
    }

    private string Policy(HttpRequest request)
    {
        var (isHttps, host) = (request.IsHttps, request.Host.Value);
        if (_latest is { } latest && latest.IsHttps == isHttps && latest.Host == host)
        {
            return latest.Policy;
        }

        var policy = Spell(request);
        _latest = new(isHttps, host, policy);
        return policy;
    }

    private string Spell(HttpRequest request)
    {
        var (api, sockets) = Api(request);
        return $"default-src 'self'; connect-src 'self'{api}{sockets}; img-src 'self' data: blob:{api}; media-src 'self' blob:{api}; " +
            $"worker-src 'self' blob:; form-action 'self'{api}; object-src 'none'; base-uri 'self'; frame-ancestors 'none'";
    }

    private (string Http, string Sockets) Api(HttpRequest request)
    {
        if (_apiOrigin is not null)
        {
            return ($" {_apiOrigin}", $" ws{_apiOrigin["http".Length..]}");
        }

        // A host that is not one is left out: it would let a request write into its own policy.
        var host = request.Host.Host;
        if (_apiPort is null || Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            return ("", "");
        }

        return ($" {request.Scheme}://{host}:{_apiPort}", $" {(request.IsHttps ? "wss" : "ws")}://{host}:{_apiPort}");
    }

    private sealed record HostPolicy(bool IsHttps, string? Host, string Policy);
}
