using Pinchang.Load.Measuring;
using Pinchang.Load.Peers;

namespace Pinchang.Load.Fanout;

internal sealed class FanoutScenario : IScenario
{
    private const int Bytes = 200;

    public string Name => "fanout";

    public async Task<ScenarioResult> RunAsync(LoadOptions options)
    {
        var viewers = options.Viewers ?? (options.Quick ? 2000 : 5000);
        var rows = new List<LoadRow>();

        if (options.Wants("F1"))
        {
            var series = await Pairs.RunAsync(
                "F1", options.PairCount,
                () => Saturation.MeasureAsync(Side.Ours, viewers, Bytes, options),
                Side.Bare.Name,
                () => Saturation.MeasureAsync(Side.Bare, viewers, Bytes, options));
            rows.Add(LoadRow.Of("F1", series, Side.Bare.Name, "deliveries/s per core", must: 0.7, aim: 1.1));
        }

        if (options.Wants("F2") && options.Peers)
        {
            var series = await Pairs.RunAsync(
                "F2", options.PairCount,
                () => Saturation.MeasureAsync(Side.Ours, viewers, Bytes, options),
                SocketIoPeer.Name,
                () => Saturation.MeasureAsync(Side.SocketIo, viewers, Bytes, options));
            rows.Add(LoadRow.Of("F2", series, SocketIoPeer.Name, "deliveries/s per core", must: 1.5, aim: 3));
        }

        if (options.Wants("F3") && options.Peers)
        {
            var series = await Pairs.RunAsync(
                "F3", options.PairCount,
                new ViewersPerCore(Side.Ours, 4000, options).MeasureAsync,
                SocketIoPeer.Name,
                new ViewersPerCore(Side.SocketIo, 600, options).MeasureAsync);
            rows.Add(LoadRow.Of("F3", series, SocketIoPeer.Name, "viewers per core", must: 3, aim: 6));
        }

        if (options.Wants("F5"))
        {
            var series = await Pairs.RunAsync(
                "F5", options.PairCount,
                () => IdleMemory.MeasureAsync(Side.Ours, viewers, options),
                Side.Bare.Name,
                () => IdleMemory.MeasureAsync(Side.Bare, viewers, options));
            rows.Add(LoadRow.Of("F5", series, Side.Bare.Name, "bytes per idle viewer", must: 1.4, aim: 1.1, lowerIsBetter: true));
        }

        if (options.Wants("F6") && options.Peers)
        {
            var series = await Pairs.RunAsync(
                "F6", options.PairCount,
                () => IdleMemory.MeasureAsync(Side.Ours, viewers, options),
                SocketIoPeer.Name,
                () => IdleMemory.MeasureAsync(Side.SocketIo, viewers, options));
            rows.Add(LoadRow.Of("F6", series, SocketIoPeer.Name, "bytes per idle viewer", must: 0.6, aim: 0.35, lowerIsBetter: true));
        }

        return new ScenarioResult(rows)
        {
            Remarks = options.Peers ? [] : ["Without --peers the rows against Socket.IO (F2, F3, F6) are left out."],
        };
    }
}
