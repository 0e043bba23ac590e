using System.Reflection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Pinchang.Embedded;

namespace Pinchang.Support;

/// <summary>Silos of tests, on the engine that the tests are compiled for: here messages are copied as a wire would.</summary>
internal static class TestSilos
{
    public static void AddTestSilo(this IHostApplicationBuilder builder, Assembly grains) =>
        builder.UseOrleans(silo => silo.Configure<EmbeddedEngineOptions>(engine =>
        {
            engine.CopyMessages = true;
            engine.GrainAssemblies.Add(grains);
        }));

    /// <summary>What the whole Api has to be told besides, to run its grains in a test: nothing.</summary>
    public static IWebHostBuilder UseTestCluster(this IWebHostBuilder host) => host;
}
