using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Pinchang.Support;

/// <summary>Silos of tests, on the engine that the tests are compiled for: each is a cluster of its own, on ports of its own.</summary>
internal static class TestSilos
{
    public static void AddTestSilo(this IHostApplicationBuilder builder, Assembly grains)
    {
        // Named, or the compiler drops the reference and the silo does not find the grains.
        GC.KeepAlive(grains);
        var (silo, gateway) = FreePorts();
        builder.UseOrleans(host => host.UseLocalhostClustering(silo, gateway));
    }

    /// <summary>What the whole Api has to be told besides, to run its grains in a test: a cluster of one, which is still one machine.</summary>
    public static IWebHostBuilder UseTestCluster(this IWebHostBuilder host)
    {
        var (silo, gateway) = FreePorts();
        return host
            .UseSetting("Orleans:Clustering:ProviderType", "Development")
            .UseSetting("Orleans:Endpoints:AdvertisedIPAddress", "127.0.0.1")
            .UseSetting("Orleans:Endpoints:SiloPort", $"{silo}")
            .UseSetting("Orleans:Endpoints:GatewayPort", $"{gateway}");
    }

    /// <summary>Two at once: a port that was given back could be given out again.</summary>
    private static (int Silo, int Gateway) FreePorts()
    {
        using var silo = new TcpListener(IPAddress.Loopback, 0);
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        silo.Start();
        gateway.Start();
        return (((IPEndPoint)silo.LocalEndpoint).Port, ((IPEndPoint)gateway.LocalEndpoint).Port);
    }
}
