using System.Text.Json;
using Pinchang.Load.Measuring;
using Pinchang.Load.Peers;

namespace Pinchang.Load.Video;

/// <summary>
/// V1: from drawing a clock in front of the camera of one browser to showing it in another, at the median, as a ratio to the
/// group of pictures of one second. Two real Chromiums, the product's own publisher and player, Api's own picture path. V2: what a crowd of viewers costs.
/// </summary>
internal sealed class VideoScenario : IScenario
{
    private const double GroupOfPictures = 1000;

    public string Name => "video";

    public async Task<ScenarioResult> RunAsync(LoadOptions options)
    {
        var rows = new List<LoadRow>();
        var remarks = new List<string>();
        if (options.Wants("V1"))
        {
            rows.Add(await MeasureGlassToGlassAsync(options, remarks));
        }

        if (options.Wants("V2"))
        {
            if ((options.Peers ? NginxPeer.WhyNot("V2") : "Without --peers the row against nginx (V2) is left out.") is { } missing)
            {
                remarks.Add(missing);
            }
            else
            {
                rows.Add(await CrowdAtThePicture.RunAsync(options));
                remarks.Add("V2: viewers of one stream of 0.8 Mbit/s, from the processor time of the crowd there was (--viewers); pieces of 120 ms on both sides.");
            }
        }

        return new ScenarioResult(rows) { Remarks = remarks };
    }

    private static async Task<LoadRow> MeasureGlassToGlassAsync(LoadOptions options, List<string> remarks)
    {
        await MeasuringPages.BuildAsync();
        var windows = new List<Sample>();
        var seen = new List<PageResult>();
        for (var window = 0; window < options.PairCount; window++)
        {
            var result = await MeasureAsync(options);
            seen.Add(result);
            var detail = $"p95 {result.Percentile(0.95):N0} ms, p99 {result.Percentile(0.99):N0} ms, {result.Delays.Length} frames, "
                + $"join {result.Join:N0} ms, stalls {result.Stalls}, {result.Bitrate / 1000:N0} kbit/s";
            windows.Add(new Sample(result.Percentile(0.5), detail, result.Delays.Length < 100 ? ["too few frames were shown"] : []));
            Console.WriteLine($"V1 {window + 1}/{options.PairCount} {windows[^1].Value,8:N0} ms  {detail}");
        }

        var group = windows.Select(_ => new Sample(GroupOfPictures, "", [])).ToArray();
        remarks.Add(
            $"join to first picture: {Statistics.Median(seen.Select(result => result.Join)):N0} ms; stalls: {seen.Sum(result => result.Stalls)}; "
            + "loopback without TLS, 640×360 at 24 frames/s with sound, encoder, server and decoder on this machine.");
        return LoadRow.Of("V1", new PairedSeries([.. windows], group), "group of pictures", "ms", 1.3, 0.8, lowerIsBetter: true);
    }

    private static async Task<PageResult> MeasureAsync(LoadOptions options)
    {
        await using var server = await ServerUnderLoad.StartHostAsync("media", options.Port);
        var seconds = (int)options.Window.TotalSeconds;
        var query = $"?room={OpenRoom.Id}&warmUp={(int)options.WarmUp.TotalSeconds}&seconds={seconds}";
        using var presenter = new ChromiumPage($"http://localhost:{options.Port}/publish.html{query}");
        using var viewer = new ChromiumPage($"http://localhost:{options.Port}/watch.html{query}");
        var posted = server.TellAsync("/take-results");
        if (await Task.WhenAny(posted, Task.Delay(TimeSpan.FromSeconds(seconds + 60))) != posted)
        {
            throw new InvalidOperationException("The viewer's page did not report: no picture came.");
        }

        return JsonSerializer.Deserialize<PageResult>(await posted, JsonSerializerOptions.Web)!;
    }

    private sealed record PageResult(double[] Delays, double Join, int Stalls, double Bitrate)
    {
        public double Percentile(double share) =>
            Delays.Length == 0 ? double.NaN : Delays.Order().ElementAt(Math.Min(Delays.Length - 1, (int)(Delays.Length * share)));
    }
}
