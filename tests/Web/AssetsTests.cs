using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Notifications;
using Pinchang.Contracts.Organisations;
using Pinchang.Web.Shown;

namespace Pinchang.Web.Tests;

public sealed partial class AssetsTests : IDisposable
{
    private const int PublicPageBytes = 80 * 1024;
    private const int LiveRoomBytes = 180 * 1024;

    private readonly WebSite _site = new();

    [Fact]
    public async Task Assets_are_kept_for_ever_and_sent_as_small_as_the_browser_takes_them()
    {
        using var browser = _site.Browser();
        var style = Assets().Match(await browser.GetStringAsync("/help")).Value;

        using var request = new HttpRequestMessage(HttpMethod.Get, style);
        request.Headers.Add("Accept-Encoding", "gzip, br");
        var small = await browser.SendAsync(request);
        small.Headers.CacheControl!.ToString().ShouldContain("immutable");
        small.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        small.Headers.Vary.ShouldContain("Accept-Encoding");

        var plain = await browser.GetAsync(style);
        plain.Content.Headers.ContentEncoding.ShouldBeEmpty();
        using var unpacked = new MemoryStream();
        await using (var brotli = new BrotliStream(await small.Content.ReadAsStreamAsync(), CompressionMode.Decompress))
        {
            await brotli.CopyToAsync(unpacked);
        }

        unpacked.ToArray().ShouldBe(await plain.Content.ReadAsByteArrayAsync());
        (await browser.GetAsync("/assets/absent.js")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_public_page_and_the_live_room_stay_within_their_weight()
    {
        _site.Api.Answer("GET /api/live-rooms", Shapes.PageOf(Shapes.Room(LiveSessionState.OnAir)))
            .Answer("GET /api/jobs", Shapes.PageOf(Shapes.Job()))
            .Answer($"GET /api/live-rooms/{Shapes.Id(30)}", Shapes.RoomDetails(LiveSessionState.OnAir));
        (await WeightOfAsync("/")).ShouldBeLessThan(PublicPageBytes);
        (await WeightOfAsync($"/live/{Shapes.Id(30)}")).ShouldBeLessThan(LiveRoomBytes);
    }

    [Fact]
    public void Every_state_has_its_word()
    {
        var words = _site.Services.GetRequiredService<IStringLocalizer<Words>>();
        string[] keys =
        [
            .. KeysOf<JobState>(), .. KeysOf<EmployerState>(), .. KeysOf<ApplicationState>(), .. KeysOf<LiveSessionState>(),
            .. KeysOf<RoomVisibility>(), .. KeysOf<PostingRight>(), .. KeysOf<MessageChannel>(),
        ];
        keys.Where(key => words[key].ResourceNotFound).ShouldBeEmpty();
    }

    public void Dispose() => _site.Dispose();

    private static IEnumerable<string> KeysOf<TState>()
        where TState : struct, Enum => Enum.GetValues<TState>().Select(States.KeyOf);

    /// <summary>The page and all that it names, as the wire carries them to a browser that takes brotli.</summary>
    private async Task<long> WeightOfAsync(string page)
    {
        using var browser = _site.Browser();
        var html = await browser.GetStringAsync(page);
        var weight = (long)html.Length;
        foreach (var address in Assets().Matches(html).Select(match => match.Value).Distinct())
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("Accept-Encoding", "br");
            weight += (await (await browser.SendAsync(request)).Content.ReadAsByteArrayAsync()).Length;
        }

        return weight;
    }

    [GeneratedRegex("/assets/[\\w.-]+")]
    private static partial Regex Assets();
}
