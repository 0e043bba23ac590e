using Pinchang.Load.Measuring;
using Pinchang.Load.Sockets;

namespace Pinchang.Load.Fanout;

/// <summary>
/// F1, F2: how many frames a core delivers when messages are published back to back, one frame each.
/// Per second of the server's own processor time, which stays true when something else limits the wall clock.
/// </summary>
internal static class Saturation
{
    public static async Task<Sample> MeasureAsync(Side side, int viewers, int bytes, LoadOptions options)
    {
        await using var server = await side.StartAsync();
        using var fleet = new ViewerFleet(side.Viewer(), server.Port);
        await fleet.AddAsync(viewers);
        await fleet.SettleAsync();

        var seconds = (options.WarmUp + options.Window).TotalSeconds + 0.5;
        var before = fleet.Read();
        var publishing = side.SaturateAsync(server, fleet, seconds, bytes);
        await Task.Delay(options.WarmUp);

        var from = fleet.Read();
        fleet.TakeLatency();
        var watch = new NoiseWatch(server);
        await Task.Delay(options.Window);
        var to = fleet.Read();
        var use = watch.Stop();
        var latency = fleet.TakeLatency();

        var published = await publishing;
        await fleet.SettleAsync();
        var after = fleet.Read();

        var deliveries = to.Deliveries - from.Deliveries;
        var perSecond = deliveries / use.Seconds;
        var sample = new Sample(
            deliveries / use.ServerSeconds,
            $"{perSecond:N0}/s, {use.ServerSeconds * 1e6 / deliveries:F2} us each, "
            + $"{(to.Bytes - from.Bytes) / (double)deliveries:F0} B each, p50 {latency.Percentile(0.5):F0} ms p99 {latency.Percentile(0.99):F0} ms",
            use);
        var due = published * viewers;
        var delivered = after.Deliveries - before.Deliveries;
        return delivered == due && after.Gaps == 0 && after.Lost == 0
            ? sample
            : sample with { Void = [.. sample.Void, $"{delivered} of {due} delivered, {after.Gaps} gaps, {after.Lost} closed"] };
    }
}
