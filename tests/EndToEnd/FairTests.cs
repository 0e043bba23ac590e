using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pinchang.EndToEnd.Tests;

/// <summary>A small fair: two employers, three candidates; one drops out and keeps its place, one talks with pictures that move.</summary>
[Collection(ProductCollection.Name)]
public sealed class FairTests(Product product)
{
    private const int Soon = 15_000;

    [BrowserFact]
    [Clause("JF-fair", at: "Web/Client/fair/boothDesk.ts")]
    public async Task Candidates_queue_are_found_on_any_page_talk_face_to_face_and_leave_with_an_answer()
    {
        await using var chromium = await Chromium.StartAsync();
        var fair = await SmallFair.MakeAsync(chromium, product);
        var (first, second, third) = (fair.Candidates[0], fair.Candidates[1], fair.Candidates[2]);
        var desk = fair.Recruiter;

        await FindTheBoothAsync(first, fair);
        await TakeNumberAsync(first, fair, 1);
        await TakeNumberAsync(second, fair, 2);
        await TakeNumberAsync(third, fair, 3);
        await Expect(second.GetByTestId("before")).ToContainTextAsync("1", new() { Timeout = Soon });

        await desk.GotoAsync($"/recruiting/fairs/{fair.Id}/booths/{fair.Booth}/desk");
        await desk.GetByTestId("take-duty").ClickAsync();
        await Expect(desk.GetByTestId("entry")).ToHaveCountAsync(3, new() { Timeout = Soon });

        // The second one's line breaks; on a new page the number and its place are the same.
        await second.GotoAsync("about:blank");
        await Expect(desk.GetByTestId("entry").Nth(1)).Not.ToHaveAttributeAsync("data-presence", "online", new() { Timeout = 60_000 });
        await second.GotoAsync($"/fairs/{fair.Id}/booths/{fair.Booth}");
        await Expect(second.GetByTestId("number")).ToHaveTextAsync("2");

        // Called while reading jobs: the call comes there.
        await first.GotoAsync("/jobs");
        await Expect(first.Locator(".queue-line")).ToContainTextAsync("1 号", new() { Timeout = Soon });
        await desk.GetByTestId("call").ClickAsync();
        await Expect(first.GetByTestId("answer")).ToBeVisibleAsync(new() { Timeout = Soon });
        await first.ScreenshotAsync(new() { Path = Path.Combine(Screenshots.Folder, "fair-call-phone.png") });
        await first.GetByTestId("answer").ClickAsync();

        await TalkAsync(first, desk);
        await BothPicturesMoveAsync(first, desk);
        await AnotherBoothCannotHaveTheSameCandidateAsync(fair, first);

        await desk.GetByTestId("note").FillAsync("沟通顺畅");
        await desk.GetByTestId("result-fits").ClickAsync();
        await desk.GetByTestId("settle-next").ClickAsync();
        await Expect(first.GetByTestId("talk-ended")).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(desk.GetByTestId("undo").First).ToBeVisibleAsync(new() { Timeout = Soon });

        // Who dropped out and came back is next, before who came later.
        await Expect(second.GetByTestId("answer")).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(third.GetByTestId("call")).Not.ToBeVisibleAsync();
        await second.GetByTestId("answer").ClickAsync();
        await second.WaitForURLAsync("**/talks/**");

        // This one's browser finds no way to the other: after eight seconds both go by the server.
        await second.GotoAsync($"{new Uri(second.Url).AbsolutePath}?way=relay");
        await BothPicturesMoveAsync(second, desk);
        foreach (var page in new[] { second, desk })
        {
            await Expect(page.GetByTestId("pictures")).ToHaveAttributeAsync("data-state", "relayed");
        }
    }

    private static async Task FindTheBoothAsync(IPage candidate, SmallFair fair)
    {
        await candidate.GotoAsync($"/fairs/{fair.Id}");
        await candidate.Locator(".fair-face-actions a").First.ClickAsync();
        await Expect(candidate.Locator(".hall-chapter:not(.is-for-me)").GetByTestId("booth")).ToHaveCountAsync(2, new() { Timeout = Soon });
        await candidate.GetByTestId("search").FillAsync("仓储主管");
        await Expect(candidate.GetByTestId("booth")).ToHaveCountAsync(1, new() { Timeout = Soon });
        await candidate.ScreenshotAsync(new() { Path = Path.Combine(Screenshots.Folder, "fair-hall-phone.png") });
    }

    private static async Task TakeNumberAsync(IPage candidate, SmallFair fair, int number)
    {
        await candidate.GotoAsync($"/fairs/{fair.Id}/booths/{fair.Booth}");
        await candidate.GetByTestId("take-number").ClickAsync();
        await Expect(candidate.GetByTestId("number")).ToHaveTextAsync($"{number}", new() { Timeout = Soon });
    }

    private static async Task TalkAsync(IPage candidate, IPage desk)
    {
        await candidate.GetByTestId("say").FillAsync("您好，想了解一下团队");
        await candidate.GetByTestId("say").PressAsync("Enter");
        await Expect(desk.GetByTestId("lines")).ToContainTextAsync("您好，想了解一下团队", new() { Timeout = Soon });
        await desk.GetByTestId("say").FillAsync("欢迎，先看看您的简历");
        await desk.GetByTestId("say").PressAsync("Enter");
        await Expect(candidate.GetByTestId("lines")).ToContainTextAsync("先看看您的简历", new() { Timeout = Soon });
        if (await candidate.GetByTestId("share-resume").IsVisibleAsync())
        {
            await candidate.GetByTestId("share-resume").ClickAsync();
        }

        await Expect(desk.GetByTestId("resume")).ToContainTextAsync("四年软件开发", new() { Timeout = Soon });
    }

    private static async Task BothPicturesMoveAsync(IPage candidate, IPage desk)
    {
        await desk.GetByTestId("start-video").ClickAsync();
        await candidate.GetByTestId("accept-video").ClickAsync();
        foreach (var page in new[] { candidate, desk })
        {
            await page.WaitForFunctionAsync(
                "() => { const video = document.querySelector('.talk-other'); return video?.videoWidth > 0 && video.currentTime > 0.5; }", null, new() { Timeout = 30_000 });
        }

        foreach (var page in new[] { candidate, desk })
        {
            var (time, frames) = await PictureOfAsync(page);
            await page.WaitForFunctionAsync(
                "([time, frames]) => { const video = document.querySelector('.talk-other'); return video.currentTime > time + 1 && video.getVideoPlaybackQuality().totalVideoFrames > frames + 5; }",
                new[] { time, frames },
                new() { Timeout = Soon });
        }

        if (await desk.GetByTestId("pictures").GetAttributeAsync("data-state") == "connected")
        {
            await desk.ScreenshotAsync(new() { Path = Path.Combine(Screenshots.Folder, "fair-desk.png") });
        }
    }

    private static async Task<(double Time, double Frames)> PictureOfAsync(IPage page)
    {
        var both = await page.EvaluateAsync<double[]>(
            "() => { const video = document.querySelector('.talk-other'); return [video.currentTime, video.getVideoPlaybackQuality().totalVideoFrames]; }");
        return (both[0], both[1]);
    }

    /// <summary>The candidate also holds the only number at the other booth, and is passed over there while talking here.</summary>
    private static async Task AnotherBoothCannotHaveTheSameCandidateAsync(SmallFair fair, IPage talking)
    {
        var other = await talking.Context.NewPageAsync();
        await other.GotoAsync($"/fairs/{fair.Id}/booths/{fair.SecondBooth}");
        await other.GetByTestId("take-number").ClickAsync();
        await Expect(other.GetByTestId("number")).ToHaveTextAsync("1", new() { Timeout = Soon });
        await other.CloseAsync();

        var desk = fair.SecondRecruiter;
        await desk.GotoAsync($"/recruiting/fairs/{fair.Id}/booths/{fair.SecondBooth}/desk");
        await desk.GetByTestId("take-duty").ClickAsync();
        await Expect(desk.GetByTestId("entry")).ToHaveCountAsync(1, new() { Timeout = Soon });
        await Expect(desk.GetByTestId("call")).Not.ToBeVisibleAsync();
    }
}
