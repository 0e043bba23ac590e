using System.Net;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;

namespace Pinchang.Web.Tests;

/// <summary>The page around the exam room's element, and the receipt that is printed.</summary>
public sealed class ExamRoomTests : IDisposable
{
    private static readonly string Room = $"/exam-room/{Shapes.Id(70)}";

    private readonly WebSite _site = new();

    [Fact]
    public async Task The_rooms_page_asks_Api_nothing_of_the_exam_so_that_what_a_browser_kept_of_it_opens_without_a_network()
    {
        var answer = await _site.BrowserOf(Shapes.Candidate).GetAsync(Room);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain($"<exam-room session=\"{Shapes.Id(70)}\">");
        html.ShouldContain("正在打开考场");
        html.ShouldContain("考试需要浏览器允许运行脚本");
        _site.Api.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_room_opens_while_Api_restarts()
    {
        var browser = _site.BrowserOf(Shapes.Candidate);
        _site.Api.IsGone = true;
        (await browser.GetAsync(Room)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_led_to_sign_in_and_back_into_the_room()
    {
        var answer = await _site.Browser().GetAsync(Room);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldBe("/sign-in".With(("return", Room)));
    }

    [Fact]
    public async Task The_worker_that_opens_the_room_offline_is_asked_for_anew_each_time_and_rules_only_the_rooms_folder()
    {
        var answer = await _site.Browser().GetAsync("/exam-room/worker.js");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        answer.Headers.CacheControl!.NoCache.ShouldBeTrue();
        answer.Headers.Contains("Service-Worker-Allowed").ShouldBeFalse();
    }

    [Fact]
    public async Task A_receipt_shows_its_code_and_can_be_recomputed_and_printed()
    {
        _site.Api.Answer($"GET /api/exam-sessions/{Shapes.Id(70)}", Shapes.HandedIn);
        var html = await _site.BrowserOf(Shapes.Candidate).GetStringAsync($"{Room}/receipt");

        html.ShouldContain("7K3QW-0ZX9M");
        html.ShouldContain("到时由系统收卷");
        html.ShouldContain("38 / 40 题");
        html.ShouldContain("<receipt-check");
        html.ShouldContain("data-print");
    }

    [Fact]
    public async Task Without_a_receipt_the_way_leads_into_the_room()
    {
        _site.Api.Answer($"GET /api/exam-sessions/{Shapes.Id(70)}", Shapes.HandedIn with { State = ExamSessionState.Started, Receipt = null });
        var answer = await _site.BrowserOf(Shapes.Candidate).GetAsync($"{Room}/receipt");
        answer.Headers.Location!.ToString().ShouldBe(Room);
    }

    public void Dispose() => _site.Dispose();
}
