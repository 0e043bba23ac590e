using Pinchang.ServiceDefaults;

namespace Pinchang.Api.Hosting;

/// <summary>From which address and on what device a request was made, as far as it can be believed.</summary>
internal sealed record Caller(string Address, string Device)
{
    /// <summary>
    /// The connection's own address and user agent; on a signed call of Web, those that Web saw. Most requests never ask.
    /// </summary>
    public static Caller Of(HttpContext http)
    {
        if (http.Features.Get<Caller>() is { } known)
        {
            return known;
        }

        var caller = Establish(http, http.RequestServices.GetRequiredService<IConfiguration>()["PINCHANG_WEB_SECRET"]);
        http.Features.Set(caller);
        return caller;
    }

    private static Caller Establish(HttpContext http, string? secret)
    {
        var headers = http.Request.Headers;
        var address = headers[WebCallSignature.AddressHeader].ToString();
        var agent = headers[WebCallSignature.AgentHeader].ToString();
        var signature = headers[WebCallSignature.SignatureHeader].ToString();
        if (secret is { Length: > 0 } && signature.Length > 0
            && WebCallSignature.Holds(secret, address, agent, signature, ReceivedAt.Of(http)))
        {
            return new(address, DeviceName.Of(Uri.UnescapeDataString(agent)));
        }

        var own = http.Connection.RemoteIpAddress;
        own = own is { IsIPv4MappedToIPv6: true } ? own.MapToIPv4() : own;
        return new(own?.ToString() ?? "local", DeviceName.Of(headers.UserAgent.ToString()));
    }
}
