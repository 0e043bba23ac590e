using Pinchang.Load.Measuring;
using Pinchang.Load.Peers;

namespace Pinchang.Load.Fanout;

internal sealed class FanoutScenario : IScenario
{
    private const int Bytes = 200;
    private const string NoPeers = "Without --peers the rows against other programs (F2, F3, F4, F6) are left out.";

    public string Name => "fanout";

    public async Task<ScenarioResult> RunAsync(LoadOptions options)
    {
        var viewers = options.Viewers ?? (options.Quick ? 2000 : 5000);
        var rows = new List<LoadRow>();
        var remarks = new List<string>();
        var hasSocketIo = await HasSocketIoAsync(options, remarks);

        if (options.Wants("F1"))
        {
            var series = await Pairs.RunAsync(
                "F1", options.PairCount,
                () => Saturation.MeasureAsync(Side.Ours, viewers, Bytes, options),
                Side.Bare.Name,
                () => Saturation.MeasureAsync(Side.Bare, viewers, Bytes, options));
            rows.Add(LoadRow.Of("F1", series, Side.Bare.Name, "deliveries/s per core", must: 0.7, aim: 1.1));
        }

        if (options.Wants("F2") && hasSocketIo)
        {
            var series = await Pairs.RunAsync(
                "F2", options.PairCount,
                () => Saturation.MeasureAsync(Side.Ours, viewers, Bytes, options),
                SocketIoPeer.Name,
                () => Saturation.MeasureAsync(Side.SocketIo, viewers, Bytes, options));
            rows.Add(LoadRow.Of("F2", series, SocketIoPeer.Name, "deliveries/s per core", must: 1.5, aim: 3));
        }

        if (options.Wants("F3") && hasSocketIo)
        {
            var series = await Pairs.RunAsync(
                "F3", options.PairCount,
                new ViewersPerCore(Side.Ours, 4000, options).MeasureAsync,
                SocketIoPeer.Name,
                new ViewersPerCore(Side.SocketIo, 600, options).MeasureAsync);
            rows.Add(LoadRow.Of("F3", series, SocketIoPeer.Name, "viewers per core", must: 3, aim: 6));
        }

        if (options.Wants("F4") && options.Peers)
        {
            if (NatsPeer.WhyNot("F4") is { } reason)
            {
                remarks.Add(reason);
            }
            else
            {
                var series = await Pairs.RunAsync(
                    "F4", options.PairCount,
                    () => Saturation.MeasureAsync(Side.Ours, viewers, Bytes, options),
                    NatsPeer.Name,
                    () => Saturation.MeasureAsync(Side.Nats, viewers, Bytes, options));
                rows.Add(LoadRow.Of("F4", series, NatsPeer.Name, "deliveries/s per core", must: 0.5, aim: 1));
            }
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

        if (options.Wants("F6") && hasSocketIo)
        {
            var series = await Pairs.RunAsync(
                "F6", options.PairCount,
                () => IdleMemory.MeasureAsync(Side.Ours, viewers, options),
                SocketIoPeer.Name,
                () => IdleMemory.MeasureAsync(Side.SocketIo, viewers, options));
            rows.Add(LoadRow.Of("F6", series, SocketIoPeer.Name, "bytes per idle viewer", must: 0.6, aim: 0.35, lowerIsBetter: true));
        }

        return new ScenarioResult(rows) { Remarks = remarks };
    }

    private static async Task<bool> HasSocketIoAsync(LoadOptions options, List<string> remarks)
    {
        if (!options.Wants("F2") && !options.Wants("F3") && !options.Wants("F6"))
        {
            return false;
        }

        var missing = options.Peers ? await SocketIoPeer.WhyNotAsync("What is measured against Socket.IO (F2, F3, F6)") : NoPeers;
        remarks.AddRange(missing is null ? [] : [missing]);
        return missing is null;
    }
}
