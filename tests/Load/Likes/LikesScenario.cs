using System.Globalization;
using Pinchang.Load.Fanout;
using Pinchang.Load.Measuring;
using Pinchang.Load.Peers;
using Pinchang.Load.Sockets;
using Pinchang.Support.LiveRooms;

namespace Pinchang.Load.Likes;

/// <summary>
/// L1: everybody likes once a second, one frame per like. L1-taps: everybody taps four times a second, which our browsers tell in two
/// frames of two and Socket.IO's in four. The sum is told to everybody each second, and at the end it must be exact. The peer adds each
/// like to a counter in Redis and reads it back each second.
/// </summary>
internal sealed class LikesScenario : IScenario
{
    private const int Taps = 4;
    private const int FramesOfTaps = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly byte[] PeerLike = Frames.MaskedText("""42["like",1]""");

    public string Name => "likes";

    public async Task<ScenarioResult> RunAsync(LoadOptions options)
    {
        var missing = !options.Peers
            ? $"Without --peers the row against {SocketIoPeer.Name} (L1) is left out."
            : PeerPrograms.Missing("L1", "redis-server") ?? await SocketIoPeer.WhyNotAsync("L1");
        if (missing is not null)
        {
            return new ScenarioResult([]) { Remarks = [missing] };
        }

        var viewers = options.Viewers ?? (options.Quick ? 3_000 : 8_000);
        var rows = new List<LoadRow>();
        foreach (var (row, ours, peer) in ((string, Speech, Speech)[])[("L1", new(1, 1), new(1, 1)), ("L1-taps", new(FramesOfTaps, Taps / FramesOfTaps), new(Taps, 1))])
        {
            if (!options.Wants(row))
            {
                continue;
            }

            var series = await Pairs.RunAsync(
                row, options.PairCount,
                () => MeasureAsync(ServerUnderLoad.StartHostAsync("room", 6631), new RoomViewer(RoomsInMemory.RoomId, Side.Origin), OurLike(ours.Likes), ours, viewers, options),
                SocketIoPeer.Name,
                () => MeasureAsync(SocketIoPeer.StartAsync(6632, likes: true), new SocketIoViewer(), PeerLike, peer, viewers, options));
            rows.Add(LoadRow.Of(row, series, $"{SocketIoPeer.Name} and Redis", "likes/s per core", must: 3, aim: 10));
        }

        return new ScenarioResult(rows)
        {
            Remarks =
            [
                $"{viewers} viewers. L1: one like each per second and frame. L1-taps: {Taps} taps each per second, told as each side's browsers do.",
                "Redis keeps nothing on disk and shares the peer's core.",
            ],
        };
    }

    private static byte[] OurLike(int likes) => Frames.MaskedText($$"""{"type":1,"target":"Like","arguments":[{{likes}}]}""" + "\u001e");

    private static async Task<Sample> MeasureAsync(
        Task<ServerUnderLoad> starting, ViewerProtocol viewer, byte[] like, Speech speech, int viewers, LoadOptions options)
    {
        await using var server = await starting;
        using var fleet = new ViewerFleet(viewer, server.Port);
        await fleet.AddAsync(viewers);
        await fleet.SettleAsync();

        fleet.StartSaying(like, speech.FramesPerSecond);
        await Task.Delay(options.WarmUp * 2);
        var (from, watch) = (fleet.Spoken.Said, new NoiseWatch(server));
        await Task.Delay(options.Window);
        var (said, due) = fleet.Spoken;
        var use = watch.Stop();
        var sent = fleet.StopSaying() * speech.Likes;

        var counted = await CountAsync(server, sent);
        var likes = (said - from) * speech.Likes;
        var sample = new Sample(
            likes / use.ServerSeconds,
            string.Create(CultureInfo.InvariantCulture, $"{likes / use.Seconds:N0}/s, {use.ServerSeconds * 1e6 / likes:F1} us each, sum {counted} of {sent}"),
            use);
        if (counted != sent)
        {
            sample = sample with { Void = [.. sample.Void, $"the sum is {counted} of {sent}"] };
        }

        return said >= due * 0.95 ? sample : sample with { Void = [.. sample.Void, "the schedule was not kept"] };
    }

    /// <summary>The sum as the server tells it, once nothing more is on the way.</summary>
    private static async Task<long> CountAsync(ServerUnderLoad server, long sent)
    {
        for (var waited = TimeSpan.Zero; ; waited += TimeSpan.FromMilliseconds(100))
        {
            var counted = long.Parse(await server.TellAsync("/control/likes"), CultureInfo.InvariantCulture);
            if (counted == sent || waited > Patience)
            {
                return counted;
            }

            await Task.Delay(100);
        }
    }

    /// <param name="FramesPerSecond">Of each viewer.</param>
    /// <param name="Likes">In each frame.</param>
    private sealed record Speech(double FramesPerSecond, int Likes);
}
