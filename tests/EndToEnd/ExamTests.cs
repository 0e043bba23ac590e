using Microsoft.Playwright;
using Pinchang.Support.Exams;
using Pinchang.Support.Products;
using static Microsoft.Playwright.Assertions;

namespace Pinchang.EndToEnd.Tests;

/// <summary>
/// Three candidates sit one exam at once, watched by their cameras. One hands in; one browser dies and the candidate goes on in
/// another; one is without a network from before the end until after it. Then three markers and an adjudicator settle what was written,
/// and the scores are published and read.
/// </summary>
[Collection(ProductCollection.Name)]
public sealed class ExamTests(Product product)
{
    private static readonly TimeSpan Preparing = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(80);
    private const int GraceSeconds = 12;
    private const string Essay = "基层治理的关键在人。";

    private RunningProduct Running => product.Running;

    [BrowserFact]
    [Clause("EX-6.3-time", at: "Web/Client/exam/answerOutbox.ts")]
    [Clause("EX-6.3-time", at: "Web/Client/exam/appShell.ts")]
    [Clause("EX-6.3-online-a", at: "Web/Client/exam/views/wayIn.ts")]
    [Clause("EX-6.3-online-b", at: "Web/Client/exam/trackRecorder.ts")]
    [Clause("EX-6.3-online-c", at: "Web/Client/exam/paperOrder.ts")]
    [Clause("EX-6.3-mark", at: "Web/Pages/Marking/Task.cshtml")]
    [Clause("EX-6.3-result", at: "Web/Pages/MarkingOffice/Results.cshtml")]
    public async Task Three_candidates_sit_one_exam_and_nothing_that_was_acknowledged_is_lost()
    {
        await using var chromium = await Chromium.StartAsync();
        var pages = new[] { await CandidateAsync(chromium, "13900007001"), await CandidateAsync(chromium, "13900007002"), await CandidateAsync(chromium, "13900007003") };

        var startsAt = DateTimeOffset.UtcNow + Preparing;
        var times = new SittingTimes(startsAt.AddMinutes(-30), startsAt, startsAt + Lasting) { GraceSeconds = GraceSeconds };
        await using var hall = await ExamHall.OpenAsync(Running, times, Running.Account("监考人员"));
        await MarkedHall.HireAsync(hall, Running);
        var staff = await SignIn.DeskOfAsync(chromium, product, Running.Account("监考人员"));
        var seats = await hall.SeatAsync(pages);

        await Task.WhenAll(pages.Zip(seats, async (page, seat) =>
        {
            await ExamHall.EnterAsync(page, seat);
            await ExamHall.PrepareAsync(page);
        }).Concat(seats.Select(seat => hall.PassIdentityAsync(staff, seat))));
        foreach (var page in pages)
        {
            await Expect(page.GetByTestId("paper")).ToBeVisibleAsync(new() { Timeout = (float)Preparing.TotalMilliseconds });
        }

        await ShowsWhatWasDrawnAsync(pages[0], seats[0], hall);
        await ShowsWhatWasDrawnAsync(pages[1], seats[1], hall);
        await Task.WhenAll(
            HandsInAsync(pages[0], seats[0], hall),
            DiesAndGoesOnAsync(chromium, pages[1], seats[1], hall, staff),
            IsOfflineOverTheEndAsync(pages[2], seats[2], hall, times.EndsAt.AddSeconds(GraceSeconds)));

        var marked = new MarkedHall(chromium, product, hall);
        var officer = await marked.OpenAsync(late: seats[2], times.EndsAt.AddSeconds(GraceSeconds));
        await marked.MarkAsync(Essay, NameOf(seats[0]));
        await marked.PublishAsync(officer);
        await marked.ReadAsync(pages[0], seats[0], NameOf(seats[0]));
    }

    /// <summary>As the seats are arranged.</summary>
    private static string NameOf(SeatedCandidate seat) => $"考生{seat.TicketNumber}";

    /// <summary>Every question in this candidate's own order, each with its options in theirs.</summary>
    private static async Task ShowsWhatWasDrawnAsync(IPage page, SeatedCandidate seat, ExamHall hall)
    {
        await page.Keyboard.PressAsync("Home");
        foreach (var (questionId, options) in await hall.DrawnAsync(seat))
        {
            await Expect(page.GetByTestId("question")).ToHaveAttributeAsync("data-question", questionId);
            (await page.Locator(".ex-option > span").AllInnerTextsAsync()).ShouldBe(options);
            await page.Keyboard.PressAsync("ArrowRight");
        }
    }

    private static async Task HandsInAsync(IPage page, SeatedCandidate seat, ExamHall hall)
    {
        await AnswerAsync(page, 0, "a");
        await page.Keyboard.PressAsync("m");
        await page.Keyboard.PressAsync("End");
        await page.GetByTestId("essay").FillAsync(Essay);
        await Expect(page.GetByTestId("words")).ToHaveTextAsync("9 字");
        await SavedAsync(page);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots.Folder, "exam-paper.png") });

        await page.GetByTestId("hand-in").ClickAsync();
        await Expect(page.GetByTestId("hand-in-empty")).ToHaveTextAsync("还有 6 题没有作答");
        await Expect(page.GetByTestId("hand-in-marked")).ToHaveTextAsync("还有 1 题标记待查");
        await page.GetByTestId("hand-in-confirm").ClickAsync();

        await Expect(page.GetByTestId("receipt")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await page.GetByTestId("receipt-check").ClickAsync();
        await Expect(page.GetByTestId("receipt-matches")).ToBeVisibleAsync();
        var code = await page.GetByTestId("receipt-code").TextContentAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots.Folder, "exam-receipt.png") });

        // The printed receipt is another page, made by the server, and says the same.
        await page.GotoAsync($"/exam-room/{seat.SessionId}/receipt");
        await Expect(page.Locator(".exam-receipt-code")).ToHaveTextAsync(code!);
        await page.GetByTestId("receipt-check").ClickAsync();
        await Expect(page.GetByTestId("receipt-matches")).ToBeVisibleAsync();
        (await TextsOfAsync(hall, seat)).ShouldContain(Essay);
        var (tracks, stills) = await hall.WatchedAsync(seat);
        tracks.ShouldBe(2);
        stills.ShouldBeGreaterThan(6);
    }

    private async Task DiesAndGoesOnAsync(Chromium chromium, IPage page, SeatedCandidate seat, ExamHall hall, IPage staff)
    {
        await AnswerAsync(page, 0, "b");
        await SavedAsync(page);
        var cookies = await page.Context.CookiesAsync();
        await page.Context.CloseAsync();

        // Another machine: nothing of the exam lies on it, and it is not let in by itself.
        var other = await chromium.DeskAsync(Running.Web);
        await other.Context.AddCookiesAsync(cookies.Select(cookie => new Cookie
        {
            Name = cookie.Name,
            Value = cookie.Value,
            Domain = cookie.Domain,
            Path = cookie.Path,
            HttpOnly = cookie.HttpOnly,
            Secure = cookie.Secure,
        }));
        await ExamHall.EnterAsync(other, seat);
        await Expect(other.GetByTestId("awaiting-nod")).ToBeVisibleAsync();
        await hall.AdmitAsync(staff, seat);
        await Expect(other.GetByTestId("paper")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Expect(other.Locator("[data-testid='map-cell'][data-saving='saved']")).ToHaveCountAsync(1);

        // Cut off near the end and back within the grace: what was answered meanwhile counts.
        await other.WaitForFunctionAsync("() => /^00:00:[01]/.test(document.querySelector('[data-testid=remaining]')?.textContent ?? '')", null, new() { Timeout = 120_000 });
        await other.Context.SetOfflineAsync(true);
        await AnswerAsync(other, 1, "c");
        await Expect(other.GetByTestId("time-up")).ToBeVisibleAsync(new() { Timeout = 40_000 });
        await other.Context.SetOfflineAsync(false);

        await Expect(other.GetByTestId("receipt")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(other.GetByTestId("end-kind")).ToHaveTextAsync("到时由系统收卷");
        await Expect(other.GetByTestId("late")).Not.ToBeVisibleAsync();
        (await hall.SealedAnswersAsync(seat)).GetProperty("answers").GetArrayLength().ShouldBe(2);
    }

    private static async Task IsOfflineOverTheEndAsync(IPage page, SeatedCandidate seat, ExamHall hall, DateTimeOffset closesAt)
    {
        await AnswerAsync(page, 0, "a");
        await SavedAsync(page);
        await page.Context.SetOfflineAsync(true);

        // Started anew without a network: the paper opens from this machine, with what was answered.
        await page.ReloadAsync();
        await Expect(page.GetByTestId("paper")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Expect(page.Locator("[data-testid='map-cell'][data-saving='saved']")).ToHaveCountAsync(1);
        await AnswerAsync(page, 1, "b");
        await Expect(page.GetByTestId("strip-offline")).ToContainTextAsync("答案已存在本机", new() { Timeout = 30_000 });
        await Expect(page.GetByTestId("pending-count")).ToHaveTextAsync("1");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots.Folder, "exam-offline.png") });

        // After the end and the grace, by the server's clock: nothing in this page may end it before.
        await Task.Delay(closesAt.AddSeconds(8) - DateTimeOffset.UtcNow);
        await Expect(page.GetByTestId("paper")).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(false);

        await Expect(page.GetByTestId("late")).ToContainTextAsync("1 处改动在截止之后送达", new() { Timeout = 30_000 });
        await Expect(page.GetByTestId("end-kind")).ToHaveTextAsync("到时由系统收卷");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots.Folder, "exam-late.png") });
        (await hall.SealedAnswersAsync(seat)).GetProperty("answers").GetArrayLength().ShouldBe(1);
    }

    private async Task<IPage> CandidateAsync(Chromium chromium, string phone)
    {
        var page = await chromium.DeskAsync(Running.Web);
        await SignIn.ByPhoneAsync(page, Running, phone);
        return page;
    }

    private static async Task AnswerAsync(IPage page, int at, string letter)
    {
        await page.Keyboard.PressAsync("Home");
        for (var step = 0; step < at; step++)
        {
            await page.Keyboard.PressAsync("ArrowRight");
        }

        // Whatever was drawn to this place: the first section may begin with a fill-in.
        var blank = page.GetByTestId("blank").First;
        if (await blank.IsVisibleAsync())
        {
            // In a text the keys that move about belong to the text.
            await blank.FillAsync("北京");
            await blank.BlurAsync();
        }
        else
        {
            await page.Keyboard.PressAsync(letter is "c" && await page.Locator("[data-letter='C']").CountAsync() == 0 ? "a" : letter);
        }
    }

    private static Task SavedAsync(IPage page) =>
        Expect(page.GetByTestId("saving")).ToContainTextAsync("已保存", new() { Timeout = 10_000 });

    private static async Task<string[]> TextsOfAsync(ExamHall hall, SeatedCandidate seat) =>
        [.. (await hall.SealedAnswersAsync(seat)).GetProperty("answers").EnumerateArray().Select(answer => answer.TryGetProperty("text", out var text) ? text.GetString()! : "")];
}
