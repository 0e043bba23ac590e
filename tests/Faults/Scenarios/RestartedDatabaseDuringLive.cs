using Pinchang.Faults.History;
using Pinchang.Support.Products;

namespace Pinchang.Faults.Scenarios;

/// <summary>
/// X6 for a room: PostgreSQL restarts under it, quickly (SIGINT) or at once (SIGQUIT). Acknowledgements pause, none is lost,
/// nobody need sign in again, and the room goes on by itself.
/// </summary>
internal sealed class RestartedDatabaseDuringLive : FaultScenario
{
    private const int Viewers = 20;
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(5);

    public override async Task<SeedResult> RunAsync(int seed)
    {
        var random = new Random(seed);
        await using var product = await RunningProduct.StartAsync(Configuration);
        await using var live = await LiveUnderFault.GoLiveAsync(product, Viewers);
        await live.EverybodyJoinedAsync();
        live.StartCommands(seed);

        await Task.Delay(TimeSpan.FromSeconds(3 + random.NextDouble() * 3));
        var how = random.Next(2) == 0 ? "INT" : "QUIT";
        await SignalAsync(product, "postgresql", how);
        await Task.Delay(300);
        await UntilAsync(() => DatabaseAnswersAsync(product), TimeSpan.FromSeconds(60));
        var before = live.Acknowledged.Count;
        var back = await UntilAsync(() => Task.FromResult(live.Acknowledged.Count > before + 1), TimeSpan.FromSeconds(60));

        await Task.Delay(TimeSpan.FromSeconds(3));
        await live.QuietAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));
        var kept = await RoomChecker.KeptAsync(product.Run.Database.Owner, live.RoomId);
        var result = new SeedResult { Seed = seed, Acknowledged = live.Acknowledged.Count, Notes = [$"stopped by SIG{how}"] };
        RoomChecker.CheckCommands(live.Acknowledged, kept, result);
        RoomChecker.CheckViewers(live.Viewers, kept, result);
        result.Recovered("commands were acknowledged again after the database was back", back, BackWithin);

        return result;
    }
}
