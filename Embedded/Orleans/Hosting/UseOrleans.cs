using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Pinchang.Embedded;

namespace Microsoft.Extensions.Hosting;

/// <summary>Puts a silo into the host, by Orleans' own words.</summary>
public static class OrleansSiloGenericHostExtensions
{
    public static IHostApplicationBuilder UseOrleans(this IHostApplicationBuilder hostAppBuilder) => hostAppBuilder.UseOrleans(_ => { });

    public static IHostApplicationBuilder UseOrleans(
        this IHostApplicationBuilder hostAppBuilder,
        Action<ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(hostAppBuilder);
        ArgumentNullException.ThrowIfNull(configureDelegate);
        RefuseCluster(hostAppBuilder.Configuration);
        var services = hostAppBuilder.Services;
        if (!services.Any(service => service.ServiceType == typeof(Silo)))
        {
            services.AddOptions<SiloMessagingOptions>().Bind(hostAppBuilder.Configuration.GetSection("Orleans:Messaging"));
            services.AddOptions<GrainCollectionOptions>().Bind(hostAppBuilder.Configuration.GetSection("Orleans:GrainCollection"));
            services.AddLogging();
            services.AddMetrics();
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton<Silo>();
            services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<Silo>().GrainFactory);
            services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<Silo>().GrainFactory);
            services.AddHostedService<SiloService>();
        }

        configureDelegate(new SiloBuilder(services, hostAppBuilder.Configuration));
        return hostAppBuilder;
    }

    public static HostApplicationBuilder UseOrleans(this HostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
    {
        ((IHostApplicationBuilder)hostAppBuilder).UseOrleans(configureDelegate);
        return hostAppBuilder;
    }

    private static void RefuseCluster(IConfiguration configuration)
    {
        if (configuration["Orleans:ClusterId"] is { Length: > 0 } cluster)
        {
            throw new InvalidOperationException(
                $"Orleans:ClusterId is \"{cluster}\", but this program was built with Engine=Embedded, which never joins a cluster: "
                + "two of them on one database would be two writers. Build with -p:Engine=Distributed, or unset Orleans__ClusterId.");
        }
    }

    private sealed record SiloBuilder(IServiceCollection Services, IConfiguration Configuration) : ISiloBuilder;
}
