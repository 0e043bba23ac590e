using Pinchang.Load.Fanout;
using Pinchang.Load.Measuring;
using Pinchang.Load.Sockets;

namespace Pinchang.Load.Cards;

/// <summary>
/// C1: how long after the command the last viewer of an idle room has the job card. Ours goes through the grain and its rules;
/// the bare broadcaster sends as many bytes at once. C2: the same in a room full of talk.
/// </summary>
internal sealed class CardsScenario : IScenario
{
    public string Name => "cards";

    public async Task<ScenarioResult> RunAsync(LoadOptions options)
    {
        var viewers = options.Viewers ?? (options.Quick ? 2000 : 5000);
        var rows = new List<LoadRow>();
        var remarks = new List<string>();
        if (options.Wants("C1"))
        {
            var series = await Pairs.RunAsync(
                "C1", options.PairCount, () => MeasureAsync(Side.Ours, viewers, options), Side.Bare.Name, () => MeasureAsync(Side.Bare, viewers, options));
            rows.Add(LoadRow.Of("C1", series, Side.Bare.Name, "ms to the last viewer", must: 1.5, aim: 1.15, lowerIsBetter: true));
        }

        if (options.Wants("C2"))
        {
            await using var room = await CardsUnderChat.StartAsync(options.Viewers ?? (options.Quick ? 4_000 : 10_000), options);
            var series = await Pairs.RunAsync("C2", options.PairCount, room.MeasureBusyAsync, "in silence", room.MeasureIdleAsync);
            rows.Add(LoadRow.Of("C2", series, "itself in silence", "ms to the last viewer", must: 3, aim: 1.3, lowerIsBetter: true));
            remarks.Add(room.Remark);
        }

        return new ScenarioResult(rows) { Remarks = remarks };
    }

    private static async Task<Sample> MeasureAsync(Side side, int viewers, LoadOptions options)
    {
        await using var server = await side.StartAsync();
        using var fleet = new ViewerFleet(side.Viewer(), server.Port);
        await fleet.AddAsync(viewers);
        await fleet.SettleAsync();
        var rounds = new CardRounds(server, fleet);
        var count = options.Quick ? 20 : 100;
        await rounds.PushAsync(count / 2);

        var watch = new NoiseWatch(server);
        var delays = await rounds.PushAsync(count);
        var use = watch.Stop();
        var sample = new Sample(
            Statistics.Median(delays), $"worst {delays.Max():F1} ms of {count} pushes to {viewers} viewers", use);
        return fleet.Read() is { Gaps: 0, Lost: 0 } ? sample : sample with { Void = [.. sample.Void, "gaps or closed lines"] };
    }
}
