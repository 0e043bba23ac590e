using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;
using Pinchang.Embedded;
using Pinchang.Load.Measuring;

namespace Pinchang.Load.Calls;

/// <summary>
/// G1: calls of an embedded grain against a channel with a reply. 100 workers, each with one call open, in blocks of 500;
/// once with a grain for each worker, once with all on one grain. Both sides share the process and all its cores.
/// </summary>
internal sealed class CallsScenario : IScenario
{
    private const int Workers = 100;
    private const int Block = 500;
    private const string PeerName = "Channel<T> with a reply";

    public string Name => "calls";

    public bool IsPinned => false;

    public async Task<ScenarioResult> RunAsync(LoadOptions options)
    {
        using var host = await StartSiloAsync();
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        LoadRow[] rows =
        [
            await CompareAsync("G1", CallersOf(grains, shared: false), ChannelCallers(shared: false), options),
            await CompareAsync("G1-hot", CallersOf(grains, shared: true), ChannelCallers(shared: true), options),
        ];
        await host.StopAsync();
        return new ScenarioResult(rows);
    }

    private static async Task<LoadRow> CompareAsync(string id, Func<Task>[] ours, Func<Task>[] peer, LoadOptions options)
    {
        await RateAsync(ours, options.WarmUp);
        await RateAsync(peer, options.WarmUp);
        var series = await Pairs.RunAsync(
            id, options.PairCount, () => RateAsync(ours, options.Window), PeerName, () => RateAsync(peer, options.Window));
        return LoadRow.Of(id, series, PeerName, "calls/s", must: 0.3, aim: 0.6);
    }

    /// <summary>Blocks finished by all workers in the window, each block counted when it is done.</summary>
    private static async Task<Sample> RateAsync(Func<Task>[] blocks, TimeSpan window)
    {
        var started = Stopwatch.GetTimestamp();
        var (machine, own) = (CpuClock.OfMachine(), CpuClock.OfProcess(Environment.ProcessId));
        var calls = await Task.WhenAll(blocks.Select(block => Task.Run(async () =>
        {
            var done = 0L;
            while (Stopwatch.GetElapsedTime(started) < window)
            {
                await block();
                done += Block;
            }

            return done;
        })));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var (machineNow, used) = (CpuClock.OfMachine(), CpuClock.OfProcess(Environment.ProcessId) - own);
        var others = Math.Max(0, machineNow.Busy - machine.Busy - used) / seconds;
        // Both sides run in this process: it is the server, and there is no generator that could be the limit.
        return new(calls.Sum() / seconds, "", new WindowUse(
            seconds, used, Generator: 0, others, (machineNow.Stolen - machine.Stolen) / seconds / Environment.ProcessorCount));
    }

    private static Func<Task>[] CallersOf(IGrainFactory grains, bool shared) =>
        [.. Enumerable.Range(1, Workers).Select(worker => PingBlock(grains.GetGrain<IPingGrain>(shared ? 0 : worker)))];

    private static Func<Task> PingBlock(IPingGrain grain) => async () =>
    {
        for (var call = 0; call < Block; call++)
        {
            await grain.Ping();
        }
    };

    private static Func<Task>[] ChannelCallers(bool shared)
    {
        var one = new ChannelActor();
        return [.. Enumerable.Range(0, Workers).Select(_ => ChannelBlock(shared ? one : new()))];
    }

    private static Func<Task> ChannelBlock(ChannelActor actor)
    {
        var ping = new ChannelActor.Ping();
        return async () =>
        {
            for (var call = 0; call < Block; call++)
            {
                await actor.AskAsync(ping);
            }
        };
    }

    private static async Task<IHost> StartSiloAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => silo.Configure<EmbeddedEngineOptions>(engine =>
            engine.GrainAssemblies.Add(Assembly.GetExecutingAssembly())));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
