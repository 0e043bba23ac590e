using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Pinchang.Contracts;
using Pinchang.Domain.Exams.Marking;
using Pinchang.Support.Exams;
using Pinchang.Support.Products;
using static Microsoft.Playwright.Assertions;

namespace Pinchang.EndToEnd.Tests;

/// <summary>After the exam: its answers marked, disputed and settled, its scores published and read, each by the person whose part it is.</summary>
internal sealed partial class MarkedHall(Chromium chromium, Product product, ExamHall hall)
{
    public const decimal Settled = 13;

    private static readonly Dictionary<string, string> Staff = new()
    {
        ["kaowu"] = Roles.ExamOfficer,
        ["yuejuan1"] = Roles.Marker,
        ["yuejuan2"] = Roles.Marker,
        ["yuejuan3"] = Roles.Marker,
        ["zhongcai"] = Roles.Adjudicator,
    };

    private string Project => $"/exam-office/projects/{hall.ProjectId}";

    /// <summary>Before any of them signs in: a session knows the roles it began with.</summary>
    public static async Task HireAsync(ExamHall hall, RunningProduct product)
    {
        foreach (var (login, role) in Staff)
        {
            await hall.HireAsync(AccountOf(product, login), role);
        }
    }

    /// <summary>What came late is decided, then, when the papers have settled, the officer opens the marking.</summary>
    public async Task<IPage> OpenAsync(SeatedCandidate late, DateTimeOffset closedAt)
    {
        var officer = await DeskAsync("kaowu");
        await officer.GotoAsync($"{Project}/marking");
        await Expect(officer.GetByText("有 1 名考生的迟到作答还没有处理")).ToBeVisibleAsync();
        await officer.SendAsync(product.Running, "POST", $"/api/exam-sessions/{late.SessionId}/late-decisions", new { accept = false, reason = "断网发生在考试期间，截止后的修改不计" });
        var settled = closedAt + RoundOpening.Settling - DateTimeOffset.UtcNow;
        await Task.Delay(settled > TimeSpan.Zero ? settled : TimeSpan.Zero);
        await officer.ReloadAsync();
        await officer.GetByRole(AriaRole.Button, new() { Name = "开启阅卷" }).ClickAsync();
        await Expect(officer).ToHaveURLAsync(Round());
        return officer;
    }

    /// <summary>Two lie too far apart, the third near neither: the adjudicator reads all three and decides.</summary>
    public async Task MarkAsync(string essay, string candidate)
    {
        foreach (var (login, points) in new[] { ("yuejuan1", 18), ("yuejuan2", 4), ("yuejuan3", 11) })
        {
            var marker = await DeskAsync(login);
            await marker.GotoAsync("/marking");
            await marker.Locator(".section", new() { HasText = "上午场" }).GetByRole(AriaRole.Button, new() { Name = "开始评阅" }).First.ClickAsync();
            await Expect(marker.Locator("[data-answer]")).ToHaveTextAsync(essay);
            (await marker.ContentAsync()).ShouldNotContain(candidate);

            // Enter opens the question that has the focus; it gives no points.
            await marker.Keyboard.TypeAsync(points.ToString(CultureInfo.InvariantCulture));
            await Expect(marker.Locator("[data-shown]")).ToHaveTextAsync(points.ToString(CultureInfo.InvariantCulture));
            await marker.Locator("summary").First.FocusAsync();
            await marker.Keyboard.PressAsync("Enter");
            await Expect(marker.Locator("details").First).Not.ToHaveAttributeAsync("open", "");
            await marker.ScreenshotAsync(new() { Path = Path.Combine(Screenshots.Folder, $"marking-{login}.png") });
            await marker.Locator("[data-submit]").ClickAsync();
            await Expect(marker).ToHaveURLAsync(Desk());
            await marker.Context.CloseAsync();
        }

        var adjudicator = await DeskAsync("zhongcai");
        await adjudicator.GotoAsync("/marking/adjudications");
        await adjudicator.Locator("tr", new() { HasText = "上午场" }).GetByRole(AriaRole.Link, new() { Name = "裁定" }).ClickAsync();
        await Expect(adjudicator.Locator(".marking-main td strong")).ToHaveTextAsync(["18", "4", "11"]);
        await adjudicator.Locator($"input[name=points][value='{Settled}']").CheckAsync(new() { Force = true });
        await adjudicator.Locator("textarea[name=reason]").FillAsync("观点成立，论述不足。");
        await adjudicator.ScreenshotAsync(new() { Path = Path.Combine(Screenshots.Folder, "adjudication.png") });
        await adjudicator.Locator("[data-submit]").ClickAsync();
        await Expect(adjudicator.GetByRole(AriaRole.Status)).ToContainTextAsync("13");
        await adjudicator.Context.CloseAsync();
    }

    /// <summary>Assembled, confirmed by the client, published.</summary>
    public async Task PublishAsync(IPage officer)
    {
        await officer.GotoAsync($"{Project}/results");
        await officer.GetByRole(AriaRole.Button, new() { Name = "汇总成绩" }).ClickAsync();
        await Expect(officer.GetByText("第 1 次汇总")).ToBeVisibleAsync();
        await officer.Locator("input[name=confirmedBy]").FillAsync("顾明远");
        await officer.Locator("input[name=reference]").FillAsync("函〔2026〕31号");
        await officer.GetByRole(AriaRole.Button, new() { Name = "登记确认" }).ClickAsync();
        await officer.GetByRole(AriaRole.Button, new() { Name = "公布并通知 3 名考生" }).ClickAsync();
        await Expect(officer.GetByRole(AriaRole.Link, new() { Name = "公示页" })).ToBeVisibleAsync();
        await officer.ScreenshotAsync(new() { Path = Path.Combine(Screenshots.Folder, "results-published.png"), FullPage = true });
    }

    /// <summary>Everybody reads masked names; the candidate reads the own slip, and whoever holds it finds it valid.</summary>
    public async Task ReadAsync(IPage candidate, SeatedCandidate seat, string name)
    {
        await candidate.GotoAsync($"/exams/{hall.ProjectId}/results");
        await Expect(candidate.Locator("tbody tr")).ToHaveCountAsync(3);
        var line = candidate.Locator("tr", new() { HasText = seat.TicketNumber });
        await Expect(line).ToContainTextAsync($"{name[0]}*");
        (await candidate.Locator("main").TextContentAsync())!.ShouldNotContain(name);
        var total = (await line.Locator("strong").TextContentAsync())!;
        decimal.Parse(total, CultureInfo.InvariantCulture).ShouldBeInRange(Settled, Settled + 17);

        await candidate.GotoAsync($"/my/exams/{seat.SessionId}/score");
        await Expect(candidate.Locator(".score-total strong")).ToHaveTextAsync(total);
        await Expect(candidate.Locator(".score-slip .facts dd").First).ToHaveTextAsync(name);
        var code = await candidate.Locator(".score-slip .marking-code").TextContentAsync();
        await candidate.ScreenshotAsync(new() { Path = Path.Combine(Screenshots.Folder, "score-slip.png"), FullPage = true });

        var holder = await chromium.DeskAsync(product.Running.Web);
        await holder.GotoAsync("/scores/check");
        await holder.Locator("input[name=ticket]").FillAsync(seat.TicketNumber);
        await holder.Locator("input[name=code]").FillAsync(code!);
        await holder.GetByRole(AriaRole.Button, new() { Name = "核验" }).ClickAsync();
        await Expect(holder.GetByRole(AriaRole.Status)).ToContainTextAsync("有效");
        await Expect(holder.Locator(".score-total strong")).ToHaveTextAsync(total);
        await holder.Context.CloseAsync();

        // What was marked is still what the receipt of that day says.
        await candidate.GotoAsync($"/exam-room/{seat.SessionId}/receipt");
        await candidate.GetByTestId("receipt-check").ClickAsync();
        await Expect(candidate.GetByTestId("receipt-matches")).ToBeVisibleAsync();
    }

    private Task<IPage> DeskAsync(string login) => SignIn.DeskOfAsync(chromium, product, AccountOf(product.Running, login));

    private static DemoAccount AccountOf(RunningProduct product, string login) => product.Accounts.Single(account => account.Login == login);

    [GeneratedRegex("/exam-office/marking-rounds/")]
    private static partial Regex Round();

    [GeneratedRegex(@"/marking\?emptied=true$")]
    private static partial Regex Desk();
}
