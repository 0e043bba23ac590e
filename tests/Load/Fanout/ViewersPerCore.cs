using System.Globalization;
using Pinchang.Load.Measuring;
using Pinchang.Load.Sockets;

namespace Pinchang.Load.Fanout;

/// <summary>
/// F3: the most viewers that one core serves at 20 messages a second with p99 ≤ 300 ms and no loss.
/// The room grows a step at a time until a step fails twice; each side may batch as it does by itself. The first run finds where the
/// limit lies, the later ones go there in finer steps.
/// </summary>
internal sealed class ViewersPerCore(Side side, int start, LoadOptions options)
{
    private const double Rate = 20;
    private const int Bytes = 150;
    private const double LimitMilliseconds = 300;

    /// <summary>File descriptors of one process end the room before the processor does, on some machines.</summary>
    private const int Ceiling = 19_000;

    private int _start = start;
    private double _growth = 1.25;

    public async Task<Sample> MeasureAsync()
    {
        var seconds = options.Quick ? 4 : 10;
        var best = new Sample(0, "no step held", []);
        await using var server = await side.StartAsync();
        using var fleet = new ViewerFleet(side.Viewer(), server.Port);
        await WarmAsync();
        for (var viewers = _start; ; viewers = Math.Min(Ceiling, (int)(viewers * _growth)))
        {
            await fleet.AddAsync(viewers - fleet.Count);
            await fleet.SettleAsync();
            var (holds, step) = await StepAsync(viewers);
            if (!holds)
            {
                (holds, step) = await StepAsync(viewers);
            }

            if (!holds)
            {
                (_start, _growth) = (best.Value > 0 ? (int)(best.Value * 0.75) : _start / 2, 1.08);
                return best with { Detail = $"{best.Detail}; failed at {viewers}: {step.Detail}" };
            }

            best = step;
            if (viewers == Ceiling)
            {
                _start = Ceiling * 3 / 4;
                return best with { Detail = $"{best.Detail}; ended by the machine's {Ceiling} sockets, not by the server" };
            }
        }

        async Task WarmAsync()
        {
            await fleet.AddAsync(_start / 2);
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
