using System.Net;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Surveys;

namespace Pinchang.Web.Tests;

/// <summary>Questionnaires: made, filled in and read.</summary>
public sealed class SurveyPagesTests : IDisposable
{
    private static readonly SurveyQuestion[] Questions =
    [
        new("排队等候的时间", SurveyQuestionKind.Scale, SurveyAspect.Efficiency, true, []),
        new("您谈得怎么样", SurveyQuestionKind.Single, SurveyAspect.Result, true, ["约了面试", "没有谈成"]),
        new("哪些地方要改进", SurveyQuestionKind.Multiple, SurveyAspect.Process, false, ["叫号", "画面"]),
        new("还有什么想说的", SurveyQuestionKind.Text, SurveyAspect.Result, false, []),
    ];

    private readonly WebSite _site = new();

    public static TheoryData<string, string> EveryPage => new()
    {
        { "operator", "/operations/surveys" }, { "operator", "/operations/surveys?service=exam" }, { "operator", $"/operations/surveys/{Shapes.Id(80)}" },
        { "candidate", "/my/surveys" }, { "candidate", $"/surveys/{Shapes.Id(80)}" },
    };

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Every_page_renders(string who, string path)
    {
        foreach (var state in Enum.GetValues<SurveyState>())
        {
            Prepare(state);
            await RenderedPage.CheckAsync(await _site.BrowserOf(who == "operator" ? Shapes.Operator : Shapes.Candidate).GetAsync(path));
        }
    }

    [Fact]
    public async Task What_was_ticked_is_sent_question_by_question_and_stays_when_one_is_missing()
    {
        Prepare(SurveyState.Open);
        var page = $"/surveys/{Shapes.Id(80)}";
        _site.Api.Refuse($"POST /api{page}/answers", HttpStatusCode.UnprocessableEntity, "surveys.answer-missing", "这道题还没有作答。", "q1");
        var answer = await WebSite.SendFormAsync(_site.BrowserOf(Shapes.Candidate), page, page, ("q0", "4"), ("q2", "0"), ("q2", "1"), ("q3", "<b>排队久</b>"));

        _site.Api.Last("POST", $"/api{page}/answers").Body.ShouldContain("{\"score\":4,\"options\":null,\"text\":null},{\"score\":null,\"options\":[],\"text\":null},{\"score\":null,\"options\":[0,1],\"text\":null}");
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain("请回答这道题");
        html.ShouldContain("&lt;b&gt;");
        html.ShouldContain("value=\"4\" checked");
    }

    [Fact]
    public async Task A_question_without_words_is_taken_out()
    {
        Prepare(SurveyState.Draft);
        var page = $"/operations/surveys/{Shapes.Id(80)}";
        _site.Api.Answer($"PUT /api{page}", Details(SurveyState.Draft));
        await WebSite.SendFormAsync(
            _site.BrowserOf(Shapes.Operator), page, $"{page}?handler=Save",
            ("title", "问卷"), ("rows[0].text", "好吗"), ("rows[0].kind", "Single"), ("rows[0].options", "好\r\n不好\r\n"), ("rows[0].required", "true"), ("rows[1].text", " "), ("rows[1].kind", "Scale"));
        var body = _site.Api.Last("PUT", $"/api{page}").Body;
        body.ShouldContain("\"options\":[\"");
        body.Split("\"kind\"").Length.ShouldBe(2);
    }

    [Fact]
    [Clause("JF-10", at: "Web/Shown/SurveyInvitationTag.cs")]
    public async Task A_fairs_page_leads_to_the_questionnaire_until_it_is_answered()
    {
        foreach (var (hasAnswered, phase) in new[] { (false, FairPhase.Over), (false, FairPhase.Open), (false, FairPhase.Upcoming), (true, FairPhase.Over) })
        {
            FairShapes.Prepare(_site.Api, phase).Answer(
                "GET /api/surveys/mine", new[] { new OwnSurvey(Shapes.Id(80), SurveyService.JobFair, "秋季招聘会", "招聘会满意度", Shapes.Noon, hasAnswered) });
            var html = await _site.BrowserOf(Shapes.Candidate).GetStringAsync($"/fairs/{FairShapes.FairId}");
            html.Contains($"/surveys/{Shapes.Id(80)}", StringComparison.Ordinal).ShouldBe(!hasAnswered && phase != FairPhase.Upcoming);
        }

        _site.Api.Last("GET", "/api/surveys/mine").Query.ShouldBe($"?about={FairShapes.FairId}");
    }

    public void Dispose() => _site.Dispose();

    private static SurveyDetails Details(SurveyState state) => new(
        new(Shapes.Id(80), SurveyService.JobFair, SurveyAudience.Candidate, "秋季招聘会", "招聘会满意度", state, Shapes.Noon, state == SurveyState.Draft ? null : Shapes.Noon, 6),
        Shapes.Id(81), "不记名", Questions, state == SurveyState.Draft ? null : Shapes.Noon);

    private void Prepare(SurveyState state)
    {
        var details = Details(state);
        var own = new OwnSurvey(Shapes.Id(80), SurveyService.JobFair, "秋季招聘会", "招聘会满意度", Shapes.Noon, state == SurveyState.Closed);
        SurveyQuestionResult[] results = state != SurveyState.Closed ? [] :
        [
            new(Questions[0], 6, 2.5, [1, 2, 2, 1, 0], [], true), new(Questions[1], 6, null, [4, 2], [], false),
            new(Questions[2], 2, null, [1, 1], [], false), new(Questions[3], 1, null, [], ["<b>排队久</b>"], false),
        ];
        _site.Api
            .Answer("GET /api/operations/surveys", state == SurveyState.Draft ? Shapes.PageOf<SurveySummary>() : Shapes.PageOf(details.Summary))
            .Answer("GET /api/operations/surveys/subjects", state == SurveyState.Draft ? Array.Empty<SurveySubject>() : [new SurveySubject(Shapes.Id(81), "秋季招聘会", Shapes.Noon)])
            .Answer($"GET /api/operations/surveys/{Shapes.Id(80)}/results", new SurveyResults(
                details, 20, 6, 5, results.Length == 0 ? null : 2.5, results,
                results.Length == 0 ? [] : [new(Shapes.Id(82), "春季招聘会", Shapes.Noon, 3, null), new(Shapes.Id(80), "秋季招聘会", Shapes.Noon, 6, 2.5)]))
            .Answer("GET /api/surveys/mine", state == SurveyState.Draft ? Array.Empty<OwnSurvey>() : [own])
            .Answer($"GET /api/surveys/{Shapes.Id(80)}", new SurveySheet(own, state == SurveyState.Open, "不记名", Questions));
    }
}
