using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;
using Pinchang.Embedded;

namespace Pinchang.Load.Calls;

/// <summary>One measured row, both sides from the same run.</summary>
public sealed record CallsRow(
    string Id,
    double Ours,
    double Peer,
    string PeerName,
    string Unit,
    double Ratio,
    double Low,
    double High,
    double Must,
    double Aim,
    IReadOnlyList<double> OursSeries,
    IReadOnlyList<double> PeerSeries);

/// <summary>
/// G1: calls of an embedded grain against a channel with a reply. 100 workers, each with one call open, in blocks of 500;
/// once with a grain for each worker, once with all on one grain. Both sides share the process and all its cores, and
/// take turns A B B A. Options: <c>--pairs n --seconds n --warmup n</c>.
/// </summary>
public static class CallsScenario
{
    private const int Workers = 100;
    private const int Block = 500;
    private const string PeerName = "Channel<T> with a reply";

    public static async Task<IReadOnlyList<CallsRow>> RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var pairs = (int)Option(args, "--pairs", 6);
        var window = TimeSpan.FromSeconds(Option(args, "--seconds", 20));
        var warmup = TimeSpan.FromSeconds(Option(args, "--warmup", 5));
        using var host = await StartSiloAsync();
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        var rows = new List<CallsRow>
        {
            await CompareAsync("G1", CallersOf(grains, shared: false), ChannelCallers(shared: false), pairs, window, warmup),
            await CompareAsync("G1-hot", CallersOf(grains, shared: true), ChannelCallers(shared: true), pairs, window, warmup),
        };
        await host.StopAsync();
        return rows;
    }

    private static async Task<CallsRow> CompareAsync(
        string id,
        Func<Task>[] ours,
        Func<Task>[] peer,
        int pairs,
        TimeSpan window,
        TimeSpan warmup)
    {
        await RateAsync(ours, warmup);
        await RateAsync(peer, warmup);
        var (oursSeries, peerSeries) = (new List<double>(), new List<double>());
        for (var pair = 0; pair < pairs; pair++)
        {
            if (pair % 2 == 0)
            {
                oursSeries.Add(await RateAsync(ours, window));
                peerSeries.Add(await RateAsync(peer, window));
            }
            else
            {
                peerSeries.Add(await RateAsync(peer, window));
                oursSeries.Add(await RateAsync(ours, window));
            }
        }

        var ratios = oursSeries.Zip(peerSeries, (our, their) => our / their).ToList();
        var (low, high) = PairedRatios.Interval(ratios);
        return new(
            id,
            PairedRatios.Median(oursSeries),
            PairedRatios.Median(peerSeries),
            PeerName,
            "calls/s",
            PairedRatios.Median(ratios),
            low,
            high,
            Must: 0.3,
            Aim: 0.6,
            oursSeries,
            peerSeries);
    }

    /// <summary>Blocks finished by all workers in the window, each block counted when it is done.</summary>
    private static async Task<double> RateAsync(Func<Task>[] blocks, TimeSpan window)
    {
        var started = Stopwatch.GetTimestamp();
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
        return calls.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
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

    private static double Option(string[] args, string name, double otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? double.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }
}
