using System.Diagnostics;
using System.Globalization;
using Pinchang.Embedded.PostgreSql;
using Pinchang.Load.Measuring;

namespace Pinchang.Load.Queue;

/// <summary>
/// Q1: numbers taken and called, each durable before it is answered, against a SKIP LOCKED queue in the same PostgreSQL.
/// Both sides share one server with fsync on and both cores. Ours also gives each candidate back, so that the recruiter is
/// free again: three durable writes to the peer's two, and counted as one.
/// </summary>
internal sealed class QueueScenario : IScenario
{
    private const int Crowd = 300;

    public string Name => "queue";

    public bool IsPinned => false;

    public async Task<ScenarioResult> RunAsync(LoadOptions options)
    {
        var folder = Path.Combine(DataHome.Shared(), "load", $"queue-{Environment.ProcessId}");
        PrivateFiles.MakeFolder(folder, traversable: Environment.IsPrivilegedProcess);
        await using var server = await PostgreSqlServer.StartAsync(new()
        {
            Folder = Path.Combine(folder, "server"),
            BinariesFolder = Path.Combine(folder, "binaries"),
        });
        try
        {
            await using var ours = await BoothsUnderLoad.StartAsync(server);
            var peer = await SkipLockedQueue.MakeAsync(server, options.WarmUp);
            await ours.WarmUpAsync(options.WarmUp);
            var series = await Pairs.RunAsync("Q1", options.PairCount, () => MeasureAsync(server, () => ours.RunAsync(options.Window)), peer.Name, () => MeasureAsync(server, () => peer.RunAsync(options.Window)));
            await ours.FillAsync(Crowd);
            await ours.RunAsync(options.WarmUp);
            var crowded = await ours.RunAsync(options.Window);
            return new([LoadRow.Of("Q1", series, peer.Name, "joins and calls/s", must: 1.0, aim: 3)])
            {
                Floors = new Dictionary<string, double> { [$"with {Crowd} waiting at each booth, joins and calls/s"] = crowded.Value },
                Remarks =
                [
                    $"{BoothsUnderLoad.Booths} booths, {BoothsUnderLoad.Booths * BoothsUnderLoad.Recruiters} recruiters; numbers called twice {ours.CalledTwice}, overtaken {ours.Overtaken}.",
                    "Durable changes/s: ours three times the figure (number, call, number given back), the peer's twice (row in, row out).",
                    "Ours is measured at the grain, the peer at libpq: neither side pays for HTTP.",
                ],
            };
        }
        finally
        {
            await server.StopAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>With the processor time of each: what a busy machine takes away from a rate it does not add to this.</summary>
    private static async Task<Sample> MeasureAsync(PostgreSqlServer server, Func<Task<Sample>> run)
    {
        var (own, database, at) = (CpuClock.OfProcess(Environment.ProcessId), CpuClock.OfTree(server.ProcessId), Stopwatch.GetTimestamp());
        var sample = await run();
        var count = sample.Value * Stopwatch.GetElapsedTime(at).TotalSeconds;
        var (used, served) = (CpuClock.OfProcess(Environment.ProcessId) - own, CpuClock.OfTree(server.ProcessId) - database);
        return sample with { Detail = string.Create(CultureInfo.InvariantCulture, $"{sample.Detail}; {used * 1e6 / count:F0} us here + {served * 1e6 / count:F0} us database each") };
    }
}
