using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Pinchang.Load.Hosts;

/// <summary>Kestrel as every C# server here has it: as many may wait at the door as at the product's, and nothing is logged.</summary>
internal static class QuietHost
{
    private const int MostWaiting = 4096;

    public static WebApplicationBuilder CreateBuilder(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenLocalhost(port);
        });
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.Backlog = MostWaiting);
        return builder;
    }
}
