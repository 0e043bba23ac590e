using System.Diagnostics;
using System.Globalization;
using Pinchang.Faults.Clients;
using Pinchang.Faults.History;
using Pinchang.Support.Products;

namespace Pinchang.Faults.Scenarios;

/// <summary>
/// X19: a tenth of the viewers stop reading. The others go on as before, memory stays bounded, and the stuck ones are put
/// out within ten seconds of having been told more than they take.
/// </summary>
internal sealed class SlowViewers : FaultScenario
{
    private const int Healthy = 90;
    private const int Stuck = 10;
    private const long MayGrow = 200L * 1024 * 1024;

    public override async Task<SeedResult> RunAsync(int seed)
    {
        await using var product = await RunningProduct.StartAsync(Configuration);
        await using var live = await LiveUnderFault.GoLiveAsync(product, Healthy);
        await live.EverybodyJoinedAsync();
        var origin = product.Web.GetLeftPart(UriPartial.Authority);
        live.StartCommands(seed);

        var calm = await live.WorstDelayAsync(TimeSpan.FromSeconds(8));
        var before = Memory(product);
        var stuck = Enumerable.Range(0, Stuck).Select(_ => new StuckViewer(product.Api, origin, live.RoomId)).ToArray();
        try
        {
            await Task.WhenAll(stuck.Select(viewer => viewer.JoinAsync()));
            await FloodAsync(live);
            var loaded = await live.WorstDelayAsync(TimeSpan.FromSeconds(12));
            var after = Memory(product);
            await live.QuietAsync();
            await Task.Delay(TimeSpan.FromSeconds(2));

            var kept = await RoomChecker.KeptAsync(product.Run.Database.Owner, live.RoomId);
            var result = new SeedResult
            {
                Seed = seed,
                Acknowledged = live.Acknowledged.Count,
                Notes =
                [
                    string.Create(CultureInfo.InvariantCulture, $"p99 from acknowledgement to the last healthy viewer: {calm:0} ms without, {loaded:0} ms with stuck viewers"),
                    string.Create(CultureInfo.InvariantCulture, $"Api's memory grew by {(after - before) / 1024 / 1024} MB"),
                ],
            };
            RoomChecker.CheckCommands(live.Acknowledged, kept, result);
            RoomChecker.CheckViewers(live.Viewers, kept, result);
            if (after - before > MayGrow)
            {
                result.Broken.Add($"Api's memory grew by {(after - before) / 1024 / 1024} MB");
            }

            // A noisy machine may add some tens of milliseconds to either.
            if (loaded > calm * 1.2 + 50)
            {
                result.Broken.Add(string.Create(CultureInfo.InvariantCulture, $"healthy viewers waited {loaded:0} ms instead of {calm:0} ms"));
            }

            var left = stuck.Count(viewer => !viewer.IsEvicted());
            if (left > 0)
            {
                result.Broken.Add($"{left} of {Stuck} stuck viewers were not put out");
            }

            return result;
        }
        finally
        {
            foreach (var viewer in stuck)
            {
                viewer.Dispose();
            }
        }
    }

    /// <summary>Long notices: some megabytes, to fill the buffers that the kernel keeps for those who do not read.</summary>
    private static Task FloodAsync(LiveUnderFault live) => Parallel.ForEachAsync(
        Enumerable.Range(0, 8000),
        new ParallelOptions { MaxDegreeOfParallelism = 16 },
        async (number, _) => await live.Presenter.InsistAsync($"/api/live-rooms/{live.RoomId}/notices", new { text = new string('满', 90) + number }));

    private static long Memory(RunningProduct product) =>
        Process.GetProcessById(product.Run.Processes["api"]!.Value).WorkingSet64;
}
