using System.Globalization;
using Pinchang.Faults.Clients;
using Pinchang.Faults.History;
using Pinchang.Support.Products;

namespace Pinchang.Faults.Scenarios;

/// <summary>
/// X13: between the viewers and the host lies a bad network, which delays, cuts messages into pieces and resets lines in the middle of
/// a frame. Nobody falls out of step, and nobody misses what must arrive.
/// </summary>
internal sealed class BadLines : FaultScenario
{
    private const int Viewers = 60;
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan HealsWithin = TimeSpan.FromSeconds(15);

    public override async Task<SeedResult> RunAsync(int seed)
    {
        await using var product = await RunningProduct.StartAsync(Configuration);
        await using var network = new BadNetwork(seed, product.Api);
        await using var live = await LiveUnderFault.GoLiveAsync(product, Viewers, door: network.Door);
        await live.EverybodyJoinedAsync();
        live.StartCommands(seed);

        network.IsBad = true;
        await Task.Delay(Lasts);
        network.IsBad = false;
        await live.QuietAsync();
        var kept = await RoomChecker.KeptAsync(product.Run.Database.Owner, live.RoomId);
        var last = kept[^1].Sequence;
        var healed = await UntilAsync(() => Task.FromResult(live.Viewers.All(viewer => viewer.IsJoined && viewer.Latest >= last)), TimeSpan.FromSeconds(60));

        var result = new SeedResult
        {
            Seed = seed,
            Acknowledged = live.Acknowledged.Count,
            Notes = [string.Create(CultureInfo.InvariantCulture, $"{network.Resets} lines were reset; viewers came in {live.Viewers.Sum(viewer => viewer.Joins)} times")],
        };
        RoomChecker.CheckCommands(live.Acknowledged, kept, result);
        RoomChecker.CheckViewers(live.Viewers, kept, result);
        result.Recovered("all viewers had everything", healed, HealsWithin);
        return result;
    }
}
