using System.Globalization;
using Pinchang.Load.Measuring;
using Pinchang.Load.Sockets;

namespace Pinchang.Load.Fanout;

/// <summary>
/// F3: the most viewers that one core serves at 20 messages a second with p99 ≤ 300 ms and no loss.
/// The room grows by an eighth at a time until it fails; each side may batch as it does by itself.
/// </summary>
internal static class ViewersPerCore
{
    private const double Rate = 20;
    private const int Bytes = 150;
    private const double LimitMilliseconds = 300;

    /// <summary>File descriptors of one process end the room before the processor does, on some machines.</summary>
    private const int Ceiling = 19_000;

    public static async Task<Sample> MeasureAsync(Side side, int start, LoadOptions options)
    {
        var seconds = options.Quick ? 4 : 10;
        var best = new Sample(0, "no step held", []);
        await using var server = await side.StartAsync();
        using var fleet = new ViewerFleet(side.Viewer(), server.Port);
        await WarmAsync();
        for (var viewers = start; ; viewers = Math.Min(Ceiling, viewers + (viewers / 8)))
        {
            await fleet.AddAsync(viewers - fleet.Count);
            await fleet.SettleAsync();
            var (holds, step) = await StepAsync(viewers);
            if (!holds)
            {
                return best with { Detail = $"{best.Detail}; failed at {viewers}: {step.Detail}" };
            }

            best = step;
            if (viewers == Ceiling)
            {
                return best with { Detail = $"{best.Detail}; ended by the machine's {Ceiling} sockets, not by the server" };
            }
        }

        async Task WarmAsync()
        {
            await fleet.AddAsync(start / 2);
            await server.TellAsync(string.Create(CultureInfo.InvariantCulture, $"/control/steady?rate=50&seconds={options.WarmUp.TotalSeconds}&bytes={Bytes}"));
        }

        async Task<(bool Holds, Sample Step)> StepAsync(int viewers)
        {
            fleet.TakeLatency();
            var before = fleet.Read();
            var watch = new NoiseWatch(server);
            var published = long.Parse(
                await server.TellAsync(string.Create(CultureInfo.InvariantCulture, $"/control/steady?rate={Rate}&seconds={seconds}&bytes={Bytes}")),
                CultureInfo.InvariantCulture);
            var use = watch.Stop();
            await fleet.SettleAsync();
            var after = fleet.Read();
            var latency = fleet.TakeLatency();
            var delivered = after.Deliveries - before.Deliveries;
            var whole = delivered == published * viewers && after.Gaps == 0 && after.Lost == 0;
            var p99 = latency.Percentile(0.99);
            return (
                whole && p99 <= LimitMilliseconds,
                new Sample(
                    viewers,
                    $"p50 {latency.Percentile(0.5):F0} p99 {p99:F0} ms, {(after.Frames - before.Frames) / (double)published / viewers:F2} frames a message"
                    + (whole ? "" : $", {delivered} of {published * viewers}, {after.Gaps} gaps, {after.Lost} closed"),
                    use));
        }
    }
}
