using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;

namespace Pinchang.Embedded.Tests;

/// <summary>A silo with the grains of this assembly. Its clock stands still unless a test moves it.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private TestSilo(IHost host, TestClock? clock)
    {
        _host = host;
        Clock = clock!;
    }

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => _host.Services;

    public Journal Journal => Services.GetRequiredService<Journal>();

    public TestClock Clock { get; }

    public static async Task<TestSilo> StartAsync(
        Action<ISiloBuilder>? configure = null,
        bool realTime = false,
        bool copyMessages = true)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        var clock = realTime ? null : new TestClock();
        if (clock is not null)
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
        }

        builder.Services.AddSingleton<Journal>();
        builder.UseOrleans(silo =>
        {
            silo.Configure<EmbeddedEngineOptions>(engine =>
            {
                engine.CopyMessages = copyMessages;
                engine.GrainAssemblies.Add(Assembly.GetExecutingAssembly());
            });
            configure?.Invoke(silo);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new(host, clock);
    }

    /// <summary>Lets time pass until the task ends, giving the grains the threads they need in between.</summary>
    public async Task PassTimeUntil(Task ended)
    {
        while (!ended.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(ended, Task.Delay(1));
        }
    }

    public Task StopAsync(CancellationToken hurry = default) => _host.StopAsync(hurry);

    public async ValueTask DisposeAsync()
    {
        Journal.OpenAll();
        using var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _host.StopAsync(hurry.Token);
        _host.Dispose();
    }
}
