using System.Globalization;
using Pinchang.Faults.History;
using Pinchang.Support.Products;

namespace Pinchang.Faults.Scenarios;

/// <summary>
/// X20: the front end is killed with every socket it holds, and all come back at once, without the pause that the page makes.
/// Within fifteen seconds of the new process all are in, and none has missed what must arrive.
/// </summary>
internal sealed class ReconnectStorm : FaultScenario
{
    private const int Viewers = 500;
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(15);

    public override async Task<SeedResult> RunAsync(int seed)
    {
        var random = new Random(seed);
        await using var product = await RunningProduct.StartAsync(Configuration);
        await using var live = await LiveUnderFault.GoLiveAsync(product, Viewers);
        await live.EverybodyJoinedAsync();
        live.StartCommands(seed);

        await Task.Delay(TimeSpan.FromSeconds(2 + random.NextDouble() * 3));
        var joins = live.Viewers.Select(viewer => viewer.Joins).ToArray();
        await SignalAsync(product, "api", "KILL");
        var down = await UntilAsync(() => AnswersAsync(product), TimeSpan.FromSeconds(90));
        var back = await UntilAsync(
            () => Task.FromResult(live.Viewers.Zip(joins).All(pair => pair.First.IsJoined && pair.First.Joins > pair.Second)), TimeSpan.FromSeconds(60));

        await Task.Delay(TimeSpan.FromSeconds(3));
        await live.QuietAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));
        var kept = await RoomChecker.KeptAsync(product.Run.Database.Owner, live.RoomId);
        var result = new SeedResult
        {
            Seed = seed,
            Acknowledged = live.Acknowledged.Count,
            Notes = [string.Create(CultureInfo.InvariantCulture, $"{Viewers} viewers; the new process answered after {down?.TotalSeconds:0.0} s")],
        };
        RoomChecker.CheckCommands(live.Acknowledged, kept, result);
        RoomChecker.CheckViewers(live.Viewers, kept, result);
        result.Recovered("all viewers were back", back, BackWithin);
        return result;
    }

    private static async Task<bool> AnswersAsync(RunningProduct product)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(1) };
        try
        {
            using var answer = await http.GetAsync(new Uri(product.Api, "/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
