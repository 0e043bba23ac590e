using Pinchang.Load.Measuring;
using Pinchang.Load.Sockets;

namespace Pinchang.Load.Fanout;

/// <summary>F5: resident bytes of the server for each viewer who has joined and says nothing, after a full collection on both sides.</summary>
internal static class IdleMemory
{
    public static async Task<Sample> MeasureAsync(Side side, int viewers, LoadOptions options)
    {
        await using var server = await side.StartAsync();
        using var fleet = new ViewerFleet(side.Viewer(), server.Port);

        // The first few pay for code and caches, which are no viewer's.
        var first = Math.Min(500, viewers / 4);
        await fleet.AddAsync(first);
        await RestAsync();
        var (before, heapBefore) = (server.ResidentBytes, await CollectAsync());
        before = server.ResidentBytes;
        var watch = new NoiseWatch(server);
        await fleet.AddAsync(viewers - first);
        await RestAsync();
        var heap = await CollectAsync();
        var bytes = (server.ResidentBytes - before) / (double)(viewers - first);
        return new Sample(bytes, $"{(heap - heapBefore) / (viewers - first):N0} B of it managed", [.. watch.Stop().VoidReasons().Where(reason => reason.StartsWith("steal", StringComparison.Ordinal))]);

        async Task RestAsync()
        {
            await fleet.SettleAsync();
            await Task.Delay(options.Quick ? 2000 : 6000);
        }

        async Task<long> CollectAsync()
        {
            await server.TellAsync("/control/collect");
            await Task.Delay(300);
            return long.TryParse(await server.TellAsync("/control/collect"), out var heap) ? heap : 0;
        }
    }
}
