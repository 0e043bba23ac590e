using System.Globalization;
using Pinchang.Load.Measuring;
using Pinchang.Load.Peers;
using Pinchang.Load.Sockets;

namespace Pinchang.Load.Video;

/// <summary>
/// V2: how many viewers of a stream a core serves, by the processor time that a crowd of them takes. Ours pushes each piece of 120 ms as
/// it comes; nginx is asked for files of the same bytes at the same pace. Nobody may wait a second for a piece.
/// </summary>
internal static class CrowdAtThePicture
{
    private const double StallMilliseconds = 1_000;
    private const int Files = 50;

    public static async Task<LoadRow> RunAsync(LoadOptions options)
    {
        var viewers = options.Viewers ?? (options.Quick ? 500 : 2_000);
        var folder = Directory.CreateTempSubdirectory("pinchang-pieces-");
        try
        {
            var names = Enumerable.Range(1, Files).Select(number => $"{number}.m4s").ToArray();
            for (var i = 0; i < Files; i++)
            {
                await File.WriteAllBytesAsync(Path.Combine(folder.FullName, names[i]), PictureSource.Piece((uint)i + 1, 0));
            }

            var series = await Pairs.RunAsync(
                "V2", options.PairCount, () => MeasureOursAsync(viewers, options), NginxPeer.Name, () => MeasureNginxAsync(viewers, folder.FullName, names, options));
            return LoadRow.Of("V2", series, NginxPeer.Name, "viewers per core", must: 0.6, aim: 0.9);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Sample> MeasureOursAsync(int viewers, LoadOptions options)
    {
        await using var server = await ServerUnderLoad.StartHostAsync("media", 6641);
        await using var source = new PictureSource();
        using var fleet = new ViewerFleet(new PictureViewer(OpenRoom.Id, PictureSource.PictureBytes), server.Port);
        await source.StartAsync(server.Port);
        await fleet.AddAsync(viewers);
        await Task.Delay(options.WarmUp * 2);

        fleet.TakeLatency();
        var before = fleet.Read();
        var watch = new NoiseWatch(server);
        await Task.Delay(options.Window);
        var use = watch.Stop();
        var after = fleet.Read();
        fleet.Check();
        var sample = Judge(viewers, after.Deliveries - before.Deliveries, fleet.TakeLatency(), use);
        return after.Gaps == 0 && after.Lost == 0 ? sample : sample with { Void = [.. sample.Void, $"{after.Gaps} gaps, {after.Lost} closed"] };
    }

    private static async Task<Sample> MeasureNginxAsync(int viewers, string folder, string[] names, LoadOptions options)
    {
        await using var server = await NginxPeer.StartAsync(6642, folder);
        await WaitForAsync(server);
        using var readers = new PieceReaders(server.Port, viewers, names, PictureSource.PieceMilliseconds);
        await Task.Delay(options.WarmUp * 2);

        readers.TakeLatency();
        var before = readers.Read();
        var watch = new NoiseWatch(server);
        await Task.Delay(options.Window);
        var use = watch.Stop();
        var after = readers.Read();
        var sample = Judge(viewers, after.Pieces - before.Pieces, readers.TakeLatency(), use);
        return after.Stalls == before.Stalls ? sample : sample with { Void = [.. sample.Void, $"{after.Stalls - before.Stalls} stalls"] };
    }

    private static Sample Judge(int viewers, long pieces, LatencyHistogram latency, WindowUse use)
    {
        var worst = latency.MaxNanoseconds / 1e6;
        var sample = new Sample(
            viewers / use.Server,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{use.ServerSeconds * 1e6 / pieces:F1} us a piece, p50 {latency.Percentile(0.5):F0} p99 {latency.Percentile(0.99):F0} worst {worst:F0} ms"),
            use);
        var due = viewers * use.Seconds * 1000 / PictureSource.PieceMilliseconds;
        return worst <= StallMilliseconds && pieces >= due * 0.98
            ? sample
            : sample with { Void = [.. sample.Void, string.Create(CultureInfo.InvariantCulture, $"stalled: {pieces} of {due:F0} pieces, worst {worst:F0} ms")] };
    }

    private static async Task WaitForAsync(ServerUnderLoad server)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var answer = await server.Control.GetAsync(new Uri("/1.m4s", UriKind.Relative));
                answer.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (tries < 100)
            {
                await Task.Delay(50);
            }
        }
    }
}
