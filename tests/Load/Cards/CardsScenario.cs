using System.Globalization;
using Pinchang.Load.Fanout;
using Pinchang.Load.Measuring;
using Pinchang.Load.Sockets;

namespace Pinchang.Load.Cards;

/// <summary>
/// C1: how long after the command the last viewer of an idle room has the job card. Ours goes through the grain and its rules;
/// the bare broadcaster sends as many bytes at once.
/// </summary>
internal sealed class CardsScenario : IScenario
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(150);

    public string Name => "cards";

    public async Task<ScenarioResult> RunAsync(LoadOptions options)
    {
        var viewers = options.Viewers ?? (options.Quick ? 2000 : 5000);
        var series = await Pairs.RunAsync(
            "C1", options.PairCount, () => MeasureAsync(Side.Ours, viewers, options), Side.Bare.Name, () => MeasureAsync(Side.Bare, viewers, options));
        return new ScenarioResult([LoadRow.Of("C1", series, Side.Bare.Name, "ms to the last viewer", must: 1.5, aim: 1.15, lowerIsBetter: true)]);
    }

    private static async Task<Sample> MeasureAsync(Side side, int viewers, LoadOptions options)
    {
        await using var server = await side.StartAsync();
        using var fleet = new ViewerFleet(side.Viewer(), server.Port);
        await fleet.AddAsync(viewers);
        await fleet.SettleAsync();
        var rounds = options.Quick ? 20 : 100;
        await PushAsync(rounds / 2);

        var watch = new NoiseWatch(server);
        var delays = await PushAsync(rounds);
        var use = watch.Stop();
        var sample = new Sample(
            Statistics.Median(delays), $"worst {delays.Max():F1} ms of {rounds} pushes to {viewers} viewers", use);
        return fleet.Read() is { Gaps: 0, Lost: 0 } ? sample : sample with { Void = [.. sample.Void, "gaps or closed lines"] };

        async Task<List<double>> PushAsync(int count)
        {
            var measured = new List<double>();
            for (var i = 0; i < count; i++)
            {
                await Task.Delay(Between);
                var told = (await server.TellAsync("/control/card")).Split(' ');
                var (sequence, publishedAt) = (long.Parse(told[0], CultureInfo.InvariantCulture), long.Parse(told[1], CultureInfo.InvariantCulture));
                for (var waited = 0; fleet.Receipts(sequence).Viewers < viewers; waited++)
                {
                    await Task.Delay(1);
                    if (waited > 5_000)
                    {
                        throw new TimeoutException($"The card reached {fleet.Receipts(sequence).Viewers} of {viewers} viewers.");
                    }
                }

                measured.Add((fleet.Receipts(sequence).LastAt - publishedAt) / 1e6);
                fleet.Forget(sequence);
            }

            return measured;
        }
    }
}
