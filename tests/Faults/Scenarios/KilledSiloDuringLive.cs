using System.Globalization;
using Pinchang.Faults.Clusters;
using Pinchang.Faults.History;

namespace Pinchang.Faults.Scenarios;

/// <summary>
/// X1 in a cluster: each of its two processes is killed in turn during a live, so that the room loses its own at least once. It comes
/// up on the other, whose viewers stayed; no command that was answered is missing, and nobody missed what must arrive.
/// </summary>
internal sealed class KilledSiloDuringLive : FaultScenario
{
    private const int Viewers = 40;
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public override async Task<SeedResult> RunAsync(int seed)
    {
        var random = new Random(seed);
        await using var cluster = await RunningCluster.StartAsync(Configuration, seed);
        await using var live = await LiveUnderFault.GoLiveAsync(cluster, Viewers);
        await live.EverybodyJoinedAsync();
        live.StartCommands(seed);
        var result = new SeedResult { Seed = seed, Acknowledged = 0 };
        var waits = new List<TimeSpan?>();
        foreach (var victim in random.Next(2) == 0 ? cluster.Members : [.. cluster.Members.Reverse()])
        {
            if (await UntilAsync(cluster.IsWholeAsync, Patience) is null)
            {
                result.Broken.Add("the cluster never had all its members");
            }

            await Task.Delay(TimeSpan.FromSeconds(3 + random.NextDouble() * 3));
            await victim.KillAsync();
            // Told to somebody after the kill, and seen by everybody.
            var (told, seen) = (live.Acknowledged.Count, live.Viewers.Max(viewer => viewer.Latest));
            waits.Add(await UntilAsync(
                () => Task.FromResult(live.Acknowledged.Count > told + 1 && live.Viewers.All(viewer => viewer.IsJoined && viewer.Latest > seen)),
                Patience));
            if ((await cluster.ActiveAsync()).Contains(victim.SiloPort))
            {
                result.Notes.Add("answered before the other process was known to be lost");
            }

            await victim.StartAsync();
        }

        await Task.Delay(TimeSpan.FromSeconds(3));
        await live.QuietAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));
        var kept = await RoomChecker.KeptAsync(cluster.Owner, live.RoomId);
        result = result with { Acknowledged = live.Acknowledged.Count };
        RoomChecker.CheckCommands(live.Acknowledged, kept, result);
        RoomChecker.CheckViewers(live.Viewers, kept, result);
        result.Recovered("all viewers heard the room again", waits.All(wait => wait is not null) ? waits.Max() : null, BackWithin);
        result.Notes.Add($"after the first and second kill: {string.Join(", ", waits.Select(wait => wait is { } took ? string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0.0} s") : "never"))}");
        return result;
    }
}
