using System.Net;
using Pinchang.Contracts.Evaluations;
using Pinchang.Contracts.Surveys;

namespace Pinchang.Web.Tests;

public sealed class EvaluationPagesTests : IDisposable
{
    private const string Desk = "/operations/evaluations";

    private readonly WebSite _site = new();

    public static TheoryData<string, string> EveryPage => new()
    {
        { "operator", Desk }, { "operator", $"{Desk}?service=exam&state=closed" }, { "operator", $"{Desk}/{Shapes.Id(95)}" }, { "operator", $"{Desk}/{Shapes.Id(95)}?row={Shapes.Id(96)}" },
    };

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Every_page_renders(string who, string path)
    {
        foreach (var state in Enum.GetValues<EvaluationState>())
        {
            Prepare(state);
            await RenderedPage.CheckAsync(await _site.BrowserOf(who == "operator" ? Shapes.Operator : Shapes.Candidate).GetAsync(path));
        }
    }

    [Fact]
    [Clause("EX-9", at: "Web/Pages/Evaluations/Evaluation.cshtml")]
    public async Task A_row_that_does_not_conform_offers_an_improvement_and_a_closed_sheet_no_form()
    {
        Prepare(EvaluationState.Open);
        var browser = _site.BrowserOf(Shapes.Operator);
        (await browser.GetStringAsync($"{Desk}/{Shapes.Id(95)}")).ShouldContain($"source=evaluation&amp;sourceId={Shapes.Id(97)}");
        Prepare(EvaluationState.Closed);
        var html = await browser.GetStringAsync($"{Desk}/{Shapes.Id(95)}?row={Shapes.Id(96)}");
        html.ShouldContain("按时答复率提高");
        html.ShouldNotContain("handler=");
    }

    [Fact]
    public async Task What_belongs_to_a_row_is_chosen_already_and_the_next_row_follows()
    {
        Prepare(EvaluationState.Open);
        var path = $"{Desk}/{Shapes.Id(95)}?row={Shapes.Id(96)}";
        var browser = _site.BrowserOf(Shapes.Operator);
        (await browser.GetStringAsync(path)).ShouldContain($"value=\"Document:{Shapes.Id(98)}\" checked");
        _site.Api.Answer($"PUT /api{Desk}/{Shapes.Id(95)}/rows/{Shapes.Id(96)}", Details(EvaluationState.Open));
        var answer = await WebSite.SendFormAsync(
            browser, path, $"{Desk}/{Shapes.Id(95)}?handler=Grade&row={Shapes.Id(96)}", ("form", "grade"), ("grade", "Conforming"), ("remark", "齐全"), ("evidence", $"Document:{Shapes.Id(98)}"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var sent = _site.Api.Last("PUT", $"/api{Desk}/{Shapes.Id(95)}/rows/{Shapes.Id(96)}").Body;
        sent.ShouldContain("\"grade\":\"conforming\"");
        sent.ShouldContain(Shapes.Id(98).ToString());
    }

    [Fact]
    public async Task What_was_typed_stays_when_it_is_refused_and_a_row_leads_to_its_sheet()
    {
        Prepare(EvaluationState.Open);
        var path = $"{Desk}/{Shapes.Id(95)}";
        _site.Api.Refuse($"POST /api{path}/closures", HttpStatusCode.Conflict, EvaluationRefusals.RowsOpen.Code, "还有 1 项没有评价，全部评完才能提交。");
        var answer = await WebSite.SendFormAsync(_site.BrowserOf(Shapes.Operator), path, $"{path}?handler=Close", ("form", "close"), ("conclusion", "总体符合"), ("nextGoals", "继续"));
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain("还有 1 项没有评价");
        html.ShouldContain("总体符合");
        _site.Api.Answer($"GET /api{Desk}/{Shapes.Id(96)}", Details(EvaluationState.Open));
        (await _site.BrowserOf(Shapes.Operator).GetAsync($"{Desk}/{Shapes.Id(96)}")).Headers.Location!.ToString().ShouldBe($"{path}#row-{Shapes.Id(96)}");
    }

    public void Dispose() => _site.Dispose();

    private static EvaluationDetails Details(EvaluationState state)
    {
        var isOpen = state == EvaluationState.Open;
        var figures = new EvaluationFigures(2, 1, 4.25, "示范招考", 4.25, 3, 3, 2, 1, 2, 1);
        EvaluationEvidence[] shown = [new(EvidenceKind.Document, Shapes.Id(98), "《考生指南》第 1 版", "/operations/documents/exam-guide"), new(EvidenceKind.Complaints, Shapes.Id(95), "本期投诉举报 3 件", null)];
        return new(
            new(Shapes.Id(95), SurveyService.Exam, new(2026, 7, 1), new(2026, 9, 30), state, "周岚", Shapes.Noon, isOpen ? null : Shapes.Noon, 3, isOpen ? 2 : 3, 1),
            [
                new(Shapes.Id(96), "管理", "考生指南与咨询", "指南公开。", isOpen ? null : EvaluationGrade.Conforming, null, isOpen ? [] : shown, isOpen ? null : "唐宁", isOpen ? null : Shapes.Noon, null, false),
                new(Shapes.Id(97), "管理", "归档", "材料齐全。", EvaluationGrade.NotConforming, "<b>缺签到表</b>", shown, "唐宁", Shapes.Noon, isOpen ? null : new(Shapes.Id(90), "补齐签到表", false), isOpen),
                new(Shapes.Id(94), "满意度", "意见与投诉", "按时答复。", EvaluationGrade.Partly, "一件超时", shown, "周岚", Shapes.Noon, null, false),
            ],
            isOpen ? null : new("行业协会", new(2026, 10, 7), EvaluationGrade.Conforming, "流程完整"), false, isOpen ? null : "总体符合", isOpen ? null : "按时答复率提高", figures,
            new(Shapes.Id(93), new(2026, 4, 1), new(2026, 6, 30), figures with { Satisfaction = null }, "补齐归档"),
            [new(EvaluationStep.Opened, Shapes.Noon, "周岚", null, null, null), new(EvaluationStep.Graded, Shapes.Noon, "唐宁", "归档", EvaluationGrade.NotConforming, "缺签到表")],
            new(isOpen, isOpen, true));
    }

    private void Prepare(EvaluationState state)
    {
        var details = Details(state);
        _site.Api
            .Answer($"GET /api{Desk}", state == EvaluationState.Closed ? Shapes.PageOf<EvaluationSummary>() : Shapes.PageOf(details.Summary))
            .Answer($"GET /api{Desk}/due", new[] { new EvaluationDue(SurveyService.Exam, new(2026, 6, 30), new(2026, 10, 30), true), new EvaluationDue(SurveyService.JobFair, null, new(2027, 1, 31), false) })
            .Answer($"GET /api{Desk}/{Shapes.Id(95)}/evidence", new[] { new EvidenceCandidate(details.Rows[1].Evidence[0], [Shapes.Id(96)]), new EvidenceCandidate(details.Rows[1].Evidence[1], []) })
            .Answer($"GET /api{Desk}/{Shapes.Id(95)}", details);
    }
}
