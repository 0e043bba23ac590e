using System.Diagnostics;
using System.Text.RegularExpressions;
using Pinchang.Load.Measuring;
using Pinchang.Support.Products;

namespace Pinchang.Load.Pages;

/// <summary>
/// U1: how long the embedded product takes for the first byte to the last of a warm public page; U2: what a page weighs over the wire
/// with everything it links to. Against <c>--web URL</c>, or a product that this starts itself with an empty data folder.
/// </summary>
internal sealed partial class PagesScenario : IScenario
{
    public string Name => "pages";

    public async Task<ScenarioResult> RunAsync(LoadOptions options)
    {
        await using var product = options.Web is null ? await RunningProduct.StartAsync("Release") : null;
        using var client = new HttpClient { BaseAddress = options.Web is { } web ? new Uri(web) : product!.Web, Timeout = TimeSpan.FromSeconds(60) };
        var home = await client.GetStringAsync(new Uri("/", UriKind.Relative));
        var room = RoomAddress().Match(home) is { Success: true } found ? found.Groups[1].Value : null;
        string[] pages = ["/", "/jobs", "/live", .. room is null ? Array.Empty<string>() : [room]];

        var rows = new List<LoadRow>();
        if (options.Wants("U1"))
        {
            rows.Add(await MeasureTimeAsync(client, pages, options));
        }

        if (options.Wants("U2"))
        {
            rows.Add(Weight("U2", await new PageWeight(client).OfAsync("/"), "public page", must: 150, aim: 80));
            if (room is not null)
            {
                rows.Add(Weight("U2-room", await new PageWeight(client).OfAsync(room, PageWeight.BuiltAssets("live-room.ts")), "live room on air", must: 300, aim: 180));
            }
        }

        return new ScenarioResult(rows) { Remarks = room is null ? ["The home page shows no room: its weight was not taken."] : [] };
    }

    [GeneratedRegex("""href="(/live/[0-9a-f-]{36})""")]
    private static partial Regex RoomAddress();

    private static async Task<LoadRow> MeasureTimeAsync(HttpClient client, string[] pages, LoadOptions options)
    {
        var times = new LatencyHistogram();
        var rounds = options.Quick ? 100 : 500;
        for (var round = -rounds / 4; round < rounds; round++)
        {
            foreach (var page in pages)
            {
                var since = Stopwatch.GetTimestamp();
                using var answer = await client.GetAsync(new Uri(page, UriKind.Relative));
                answer.EnsureSuccessStatusCode();
                if (round >= 0)
                {
                    times.Add((long)Stopwatch.GetElapsedTime(since).TotalNanoseconds);
                }
            }
        }

        Console.WriteLine($"U1 {string.Join(' ', pages)}: p50 {times.Percentile(0.5):F1} ms, p99 {times.Percentile(0.99):F1} ms of {times.Count}");
        return Single("U1", times.Percentile(0.99), "ms, p99 of public pages", must: 50, aim: 15);
    }

    private static LoadRow Weight(string id, (long Bytes, int Files) page, string what, double must, double aim)
    {
        Console.WriteLine($"{id} {what}: {page.Bytes:N0} bytes in {page.Files} files");
        return Single(id, page.Bytes / 1024.0, $"KB of a {what}", must, aim);
    }

    private static LoadRow Single(string id, double value, string unit, double must, double aim) => new()
    {
        Id = id,
        Ours = value,
        Unit = unit,
        Ratio = value,
        Low = value,
        High = value,
        Must = must,
        Aim = aim,
        LowerIsBetter = true,
    };
}
