using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Pinchang.Support.Products;
using static Microsoft.Playwright.Assertions;

namespace Pinchang.EndToEnd.Tests;

/// <summary>The main job: a recruiter goes live and pushes a job, a candidate on a phone watches and sends the résumé.</summary>
[Collection(ProductCollection.Name)]
public sealed partial class LiveHiringTests(Product product)
{
    private RunningProduct Running => product.Running;

    private const double FreshWithinMs = 2000;

    [BrowserFact]
    [Clause("LH-3.1", at: "LiveRooms.Grains/LiveRoomGrain.cs")]
    [Clause("LH-4.3.1a", at: "Api/Media/PublishStream.cs")]
    [Clause("LH-4.3.2b", at: "Web/Client/live/liveRoom.ts")]
    public async Task A_recruiter_goes_live_and_a_candidate_applies_while_the_job_is_on_the_screen()
    {
        await using var chromium = await Chromium.StartAsync();
        var desk = await SignIn.DeskOfAsync(chromium, product, Running.Account("招聘专员"));
        await BurntClock.DrawOnCameraAsync(desk);

        await desk.GotoAsync("/recruiting/live-rooms");
        var roomId = await NextRoomAsync(desk);
        await desk.GotoAsync($"/recruiting/live-rooms/{roomId}/desk");
        await desk.GetByTestId("preview").ClickAsync();
        await Expect(desk.Locator("live-desk meter")).ToBeVisibleAsync();
        await Expect(desk.GetByTestId("device-check").Locator("[data-verdict='good']")).ToHaveCountAsync(3, new() { Timeout = 20_000 });
        // Nervous fingers press twice: the picture goes out once, and it goes out.
        await desk.GetByTestId("go-live").DblClickAsync();
        await Expect(desk.GetByTestId("on-air-time")).ToBeVisibleAsync(new() { Timeout = 15_000 });

        var phone = await SignIn.PhoneOfAsync(chromium, product, Running.Account("求职者").Phone!);
        await phone.GotoAsync($"/live/{roomId}?from=share");
        await WatchFreshPictureAsync(phone);

        await desk.GetByTestId("push").First.ClickAsync();
        var card = phone.GetByTestId("current-card");
        await Expect(card).ToBeVisibleAsync(new() { Timeout = 10_000 });
        var jobId = await card.GetAttributeAsync("data-job");

        await phone.GetByTestId("say").FillAsync("请问可以远程吗");
        await phone.GetByTestId("say").EvaluateAsync("say => { say.form.requestSubmit(); say.form.requestSubmit(); }");
        await desk.GetByTestId("tab-chat").ClickAsync();
        await Expect(desk.Locator(".lr-chat")).ToContainTextAsync("请问可以远程吗");
        await Expect(desk.Locator(".lr-chat .lr-text")).ToHaveCountAsync(1);
        await phone.ScreenshotAsync(new() { Path = Path.Combine(Screenshots.Folder, "live-room-phone.png") });

        // Two taps: the card's button, then what will be sent and to whom.
        await card.GetByTestId("apply").ClickAsync();
        await phone.GetByTestId("apply-confirm").ClickAsync();
        await Expect(phone.Locator(".lr-done")).ToBeVisibleAsync(new() { Timeout = 10_000 });

        await desk.GetByTestId("tab-applications").ClickAsync();
        await Expect(desk.GetByTestId("application").First).ToBeVisibleAsync(new() { Timeout = 10_000 });
        await desk.GetByTestId("application").First.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(desk.GetByTestId("resume")).ToContainTextAsync("****");
        await Expect(desk.Locator($"[data-job='{jobId}']").GetByTestId("funnel")).ToContainTextAsync("投 1");

        await desk.ScreenshotAsync(new() { Path = Path.Combine(Screenshots.Folder, "desk-on-air.png") });

        await PictureGoesOnAsync(desk, phone, "共享屏幕");
        await PictureGoesOnAsync(desk, phone, "切回摄像头");

        desk.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await desk.GetByTestId("end").ClickAsync();
        await Expect(phone.Locator(".lr-placard")).ToContainTextAsync("直播已结束", new() { Timeout = 10_000 });

        await ReplayShowsTheCardAgainAsync(phone, roomId, jobId!);
    }

    private static async Task WatchFreshPictureAsync(IPage phone)
    {
        await phone.WaitForFunctionAsync("() => document.querySelector('video')?.currentTime > 0.5", null, new() { Timeout = 20_000 });
        var before = await phone.EvaluateAsync<double>("() => document.querySelector('video').currentTime");
        var ages = new List<double>();
        for (var sample = 0; sample < 20; sample++)
        {
            await Task.Delay(150);
            if (await BurntClock.AgeAsync(phone) is { } age)
            {
                ages.Add(age);
            }
        }

        (await phone.EvaluateAsync<double>("() => document.querySelector('video').currentTime")).ShouldBeGreaterThan(before + 1);
        ages.Count.ShouldBeGreaterThan(10, "the clock could not be read from the picture");
        ages.Order().ElementAt(ages.Count / 2).ShouldBeLessThan(FreshWithinMs, string.Create(CultureInfo.InvariantCulture, $"ages: {string.Join(", ", ages)}"));
    }

    /// <summary>Another source takes the place of the present one, and nobody who watches loses the picture.</summary>
    private static async Task PictureGoesOnAsync(IPage desk, IPage phone, string source)
    {
        await desk.GetByRole(AriaRole.Button, new() { Name = source }).ClickAsync();
        await Expect(desk.GetByRole(AriaRole.Button, new() { Name = source })).ToHaveCountAsync(0);
        var before = await phone.EvaluateAsync<double>("() => document.querySelector('video').currentTime");
        await phone.WaitForFunctionAsync("before => document.querySelector('video').currentTime > before + 3", before, new() { Timeout = 20_000 });
        await Expect(phone.Locator(".lr-stage")).ToHaveAttributeAsync("data-state", "playing");
    }

    private static async Task ReplayShowsTheCardAgainAsync(IPage phone, string roomId, string jobId)
    {
        await phone.GotoAsync($"/live/{roomId}?replay=1");
        await phone.WaitForFunctionAsync("() => document.querySelector('live-replay video')?.readyState >= 1", null, new() { Timeout = 20_000 });
        var chapter = phone.Locator(".lr-chapters button").First;
        await Expect(chapter).ToBeVisibleAsync();
        await chapter.ClickAsync();
        await phone.WaitForFunctionAsync(
            "() => { const video = document.querySelector('video'); return video.currentTime > 0 && video.videoWidth > 0; }",
            null,
            new() { Timeout = 15_000 });
        await Expect(phone.Locator($"live-replay .lr-job-current[data-job='{jobId}']")).ToBeVisibleAsync(new() { Timeout = 10_000 });
    }

    private static async Task<string> NextRoomAsync(IPage desk)
    {
        var link = desk.Locator("a[href*='/recruiting/live-rooms/'][href$='/desk']").First;
        await Expect(link).ToBeVisibleAsync();
        return RoomInLink().Match(await link.GetAttributeAsync("href") ?? "").Groups["id"].Value;
    }

    [GeneratedRegex("live-rooms/(?<id>[0-9a-f-]{36})")]
    private static partial Regex RoomInLink();
}
