using System.Net;
using Pinchang.Contracts.Improvements;

namespace Pinchang.Web.Tests;

public sealed class ImprovementPagesTests : IDisposable
{
    private const string Desk = "/operations/improvements";

    private readonly WebSite _site = new();

    public static TheoryData<string, string> EveryPage => new() { { "operator", Desk }, { "operator", $"{Desk}?shelf=all&source=survey&sourceId={Shapes.Id(80)}" }, { "operator", $"{Desk}/{Shapes.Id(90)}" } };

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Every_page_renders(string who, string path)
    {
        foreach (var state in Enum.GetValues<ImprovementState>())
        {
            Prepare(state);
            await RenderedPage.CheckAsync(await _site.BrowserOf(who == "operator" ? Shapes.Operator : Shapes.Candidate).GetAsync(path));
        }
    }

    [Fact]
    public async Task A_new_one_keeps_its_source_and_what_was_typed_stays_when_it_is_refused()
    {
        Prepare(ImprovementState.Open);
        _site.Api.Refuse($"POST /api{Desk}", HttpStatusCode.UnprocessableEntity, ImprovementRefusals.DueWrong.Code, "期限应在今天之后。", "dueOn");
        var path = $"{Desk}?shelf=all&source=survey&sourceId={Shapes.Id(80)}";
        var answer = await WebSite.SendFormAsync(
            _site.BrowserOf(Shapes.Operator), path, path, ("title", "速度评分低"), ("finding", "低于 3.5 分"), ("ownerId", Shapes.Id(3).ToString()), ("dueOn", "2026-11-01"));
        answer.StatusCode.ShouldNotBe(HttpStatusCode.Redirect);
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain("速度评分低");
        html.ShouldContain("期限应在今天之后。");
        var sent = _site.Api.Last("POST", $"/api{Desk}").Body;
        sent.ShouldContain("\"source\":\"survey\"");
        sent.ShouldContain(Shapes.Id(80).ToString());
    }

    [Fact]
    public async Task What_is_returned_is_sent_with_its_new_deadline()
    {
        Prepare(ImprovementState.Done);
        var path = $"{Desk}/{Shapes.Id(90)}";
        _site.Api.Answer($"POST /api{path}/effect-checks", Details(ImprovementState.Open));
        await WebSite.SendFormAsync(_site.BrowserOf(Shapes.Operator), path, $"{path}?handler=Check", ("text", "还有一起"), ("dueOn", "2026-12-24"), ("effective", "false"));
        var sent = _site.Api.Last("POST", $"/api{path}/effect-checks").Body;
        sent.ShouldContain("\"effective\":false");
        sent.ShouldContain("2026-12-24");
    }

    public void Dispose() => _site.Dispose();

    private static ImprovementDetails Details(ImprovementState state)
    {
        var isPlanned = state != ImprovementState.Open;
        return new(
            new(Shapes.Id(90), "设备检测没有提示", ImprovementSource.Survey, "在线考试满意度 · 示范招考", state, Shapes.Id(3), "唐宁", new(2026, 12, 1), state == ImprovementState.Open, Shapes.Noon, 1),
            Shapes.Id(80), "平均分 2.8", isPlanned ? "没有区分原因" : null, isPlanned ? "逐一联系" : null, isPlanned ? "改检测页" : null,
            [new(ImprovementStep.Opened, Shapes.Noon, "周岚", null, "唐宁", new(2026, 12, 1)), new(ImprovementStep.Planned, Shapes.Noon, "唐宁", "<b>等供应商</b>", null, null)],
            new(!isPlanned, state is ImprovementState.Open or ImprovementState.Done, !isPlanned, state == ImprovementState.Done));
    }

    private void Prepare(ImprovementState state)
    {
        var details = Details(state);
        _site.Api
            .Answer($"GET /api{Desk}", state == ImprovementState.Cancelled ? Shapes.PageOf<ImprovementSummary>() : Shapes.PageOf(details.Summary))
            .Answer($"GET /api{Desk}/owners", new[] { new ImprovementOwner(Shapes.Id(3), "唐宁", 2) })
            .Answer($"GET /api{Desk}/origins", new ImprovementOrigin(ImprovementSource.Survey, Shapes.Id(80), "在线考试满意度 · 示范招考"))
            .Answer($"GET /api{Desk}/{Shapes.Id(90)}", details);
    }
}
