using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Pinchang.Embedded.Tests;

public sealed class HostingTests
{
    [Fact]
    public async Task The_factory_the_client_and_the_startup_tasks_are_there()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        var started = 0;
        builder.Services.AddSingleton<Journal>();
        builder.UseOrleans(silo => silo.AddStartupTask((services, _) =>
        {
            started++;
            return services.GetRequiredService<IGrainFactory>().GetGrain<ITextKeyGrain>("start").Key();
        }));
        using var host = builder.Build();
        await host.StartAsync();

        started.ShouldBe(1);
        host.Services.GetRequiredService<IClusterClient>().ShouldBeSameAs(host.Services.GetRequiredService<IGrainFactory>());
        await host.StopAsync();
    }

    [Fact]
    public async Task Options_come_from_the_configuration_under_orleans_own_names()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("Orleans:Messaging:ResponseTimeout", "00:00:07")]);
        builder.UseOrleans(silo => silo.Configure<SiloMessagingOptions>(options => options.MaxEnqueuedRequestsHardLimit = 5));
        using var host = builder.Build();
        await host.StartAsync();

        var options = host.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<SiloMessagingOptions>>().Value;
        options.ResponseTimeout.ShouldBe(TimeSpan.FromSeconds(7));
        options.MaxEnqueuedRequestsHardLimit.ShouldBe(5);
        await host.StopAsync();
    }

    [Fact]
    public void A_program_that_is_told_of_a_cluster_does_not_start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("Orleans:ClusterId", "pinchang")]);

        Should.Throw<InvalidOperationException>(() => builder.UseOrleans(_ => { })).Message.ShouldContain("Engine=Embedded");
    }
}
