using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Pinchang.ServiceDefaults;

internal static class RequestLimits
{
    /// <summary>Ample for every form and batch; an upload says on its own endpoint that it takes more.</summary>
    private const long BodyBytes = 1024 * 1024;

    /// <summary>
    /// A room's crowd that comes back after a restart knocks at once. Whom the kernel cannot let wait at the door it does not answer, and
    /// their browsers ask again only after one second, then three, then seven.
    /// </summary>
    private const int MostAtTheDoor = 4096;

    public static void LimitRequests(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.Backlog = MostAtTheDoor);
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = BodyBytes;
            server.Limits.MaxRequestLineSize = 8 * 1024;
            server.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
            server.Limits.MaxRequestHeaderCount = 64;
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            server.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
        });
    }
}
