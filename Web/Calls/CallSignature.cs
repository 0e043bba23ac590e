using Pinchang.ServiceDefaults;

namespace Pinchang.Web.Calls;

/// <summary>Vouches to Api for the visitor's address and device, with the secret that AppHost gave both.</summary>
internal sealed class CallSignature(IConfiguration configuration, TimeProvider time)
{
    private readonly string? _secret = configuration["PINCHANG_WEB_SECRET"];

    public void Sign(HttpContext visitor, HttpRequestMessage request)
    {
        if (string.IsNullOrEmpty(_secret))
        {
            return;
        }

        var own = visitor.Connection.RemoteIpAddress;
        var address = (own is { IsIPv4MappedToIPv6: true } ? own.MapToIPv4() : own)?.ToString() ?? "local";
        var agent = visitor.Request.Headers.UserAgent.ToString();
        foreach (var (name, value) in WebCallSignature.Headers(_secret, address, agent, time.GetUtcNow()))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
