using System.Globalization;
using Pinchang.Load.Fanout;
using Pinchang.Load.Measuring;
using Pinchang.Load.Sockets;

namespace Pinchang.Load.Cards;

/// <summary>
/// C2: the last viewer's delay while the room is talked in so much that its core is busy for 70 %, against the same room in silence. The
/// talk goes through the grain, as the cards do, by an open-loop schedule.
/// </summary>
internal sealed class CardsUnderChat : IAsyncDisposable
{
    private const double Load = 0.7;
    private const int Bytes = 150;
    private const double Enough = 0.6;
    private const double MostLines = 600;

    private readonly ServerUnderLoad _server;
    private readonly ViewerFleet _fleet;
    private readonly CardRounds _rounds;
    private readonly int _count;
    private double _linesPerSecond = 20;

    private CardsUnderChat(ServerUnderLoad server, int count)
    {
        (_server, _count) = (server, count);
        _fleet = new ViewerFleet(Side.Ours.Viewer(), server.Port);
        _rounds = new CardRounds(server, _fleet);
    }

    public string Remark { get; private set; } = "";

    public static async Task<CardsUnderChat> StartAsync(int viewers, LoadOptions options)
    {
        var room = new CardsUnderChat(await Side.Ours.StartAsync(), options.Quick ? 20 : 100);
        await room._fleet.AddAsync(viewers);
        await room._rounds.PushAsync(20);
        await room.FindLoadAsync(viewers, options);
        return room;
    }

    public async Task<Sample> MeasureIdleAsync()
    {
        await _fleet.SettleAsync();
        var before = _fleet.Read();
        var watch = new NoiseWatch(_server);
        return Judge(await _rounds.PushAsync(_count), watch.Stop(), before);
    }

    public async Task<Sample> MeasureBusyAsync()
    {
        await _fleet.SettleAsync();
        var before = _fleet.Read();
        using var enough = new CancellationTokenSource();
        var talking = TalkUntilAsync(enough.Token);
        await Task.Delay(1_000);
        var watch = new NoiseWatch(_server);
        var delays = await _rounds.PushAsync(_count);
        var use = watch.Stop();
        await enough.CancelAsync();
        await talking;
        var sample = Judge(delays, use, before);
        return use.Server >= Enough
            ? sample
            : sample with { Void = [.. sample.Void, string.Create(CultureInfo.InvariantCulture, $"the talk keeps the core busy for {use.Server:P0} only")] };
    }

    public async ValueTask DisposeAsync()
    {
        _fleet.Dispose();
        await _server.DisposeAsync();
    }

    /// <summary>Louder and louder until the core is busy enough.</summary>
    private async Task FindLoadAsync(int viewers, LoadOptions options)
    {
        WindowUse use;
        do
        {
            _linesPerSecond *= 1.3;
            await TalkAsync(options.Quick ? 1 : 2);
            var watch = new NoiseWatch(_server);
            await TalkAsync(options.Quick ? 2 : 4);
            use = watch.Stop();
        }
        while (use.Server < Load && use.Generator < 0.8 && _linesPerSecond < MostLines);

        Remark = string.Create(CultureInfo.InvariantCulture, $"C2: {_linesPerSecond:F0} lines a second to {viewers} viewers keep the core busy for {use.Server:P0} (generator {use.Generator:P0}).");
    }

    private async Task TalkUntilAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            await TalkAsync(1);
        }
    }

    private Task<string> TalkAsync(int seconds) =>
        _server.TellAsync(string.Create(CultureInfo.InvariantCulture, $"/control/steady?rate={_linesPerSecond:F1}&seconds={seconds}&bytes={Bytes}"));

    private Sample Judge(List<double> delays, WindowUse use, ViewerFleet.Totals before)
    {
        var sample = new Sample(
            Statistics.Median(delays), string.Create(CultureInfo.InvariantCulture, $"worst {delays.Max():F1} ms of {delays.Count} pushes to {_fleet.Count} viewers"), use);
        var after = _fleet.Read();
        return after.Gaps == before.Gaps && after.Lost == 0 ? sample : sample with { Void = [.. sample.Void, $"{after.Gaps - before.Gaps} gaps, {after.Lost} closed"] };
    }
}
