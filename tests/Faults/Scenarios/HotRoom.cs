using System.Globalization;
using Pinchang.Faults.History;
using Pinchang.Support.Products;

namespace Pinchang.Faults.Scenarios;

/// <summary>X25: one room gets a hundred times the load of another. The other's viewers wait at most half as long again.</summary>
internal sealed class HotRoom : FaultScenario
{
    private const int Few = 4;
    private const int Crowd = 400;
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(8);

    public override async Task<SeedResult> RunAsync(int seed)
    {
        await using var product = await RunningProduct.StartAsync(Configuration);
        await using var quiet = await LiveUnderFault.GoLiveAsync(product, Few);
        await quiet.EverybodyJoinedAsync();
        await using var hot = await LiveUnderFault.GoLiveAsync(product, Crowd, presenter: quiet.Presenter);
        await hot.EverybodyJoinedAsync();

        // The crowd stands there in both measurements: only what happens to it differs.
        var calm = await quiet.WorstDelayAsync(Measured);
        using var stop = new CancellationTokenSource();
        var flood = FloodAsync(hot, seed, stop.Token);
        var loaded = await quiet.WorstDelayAsync(Measured);
        await stop.CancelAsync();
        var said = await flood;

        await Task.Delay(TimeSpan.FromSeconds(3));
        var result = new SeedResult
        {
            Seed = seed,
            Acknowledged = said,
            Notes =
            [
                string.Create(CultureInfo.InvariantCulture, $"p99 of the quiet room: {calm:0} ms before, {loaded:0} ms while {said} notices went to {Crowd} viewers of the hot one"),
            ],
        };
        foreach (var live in new[] { quiet, hot })
        {
            RoomChecker.CheckViewers(live.Viewers, await RoomChecker.KeptAsync(product.Run.Database.Owner, live.RoomId), result);
        }

        // A noisy machine may add some tens of milliseconds to either.
        if (loaded > calm * 1.5 + 50)
        {
            result.Broken.Add(string.Create(CultureInfo.InvariantCulture, $"the quiet room waited {loaded:0} ms instead of {calm:0} ms"));
        }

        return result;
    }

    /// <summary>About a notice each ten milliseconds, each to the whole crowd.</summary>
    private static async Task<int> FloodAsync(LiveUnderFault hot, int seed, CancellationToken stop)
    {
        var random = new Random(seed);
        var said = 0;
        while (!stop.IsCancellationRequested)
        {
            await hot.Presenter.InsistAsync($"/api/live-rooms/{hot.RoomId}/notices", new { text = $"热闹 {seed}-{said++}" });
            await Task.Delay(random.Next(2, 12), CancellationToken.None);
        }

        return said;
    }
}
