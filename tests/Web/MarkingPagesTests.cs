using System.Net;
using System.Text.RegularExpressions;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Notifications;

namespace Pinchang.Web.Tests;

/// <summary>The pages after the exam: the marker's, the adjudicator's, the office's, the public's and the candidate's.</summary>
public sealed partial class MarkingPagesTests : IDisposable
{
    private static readonly Guid Exam = Shapes.Id(80);
    private static readonly Guid Round = Shapes.Id(81);
    private static readonly Guid Answer = Shapes.Id(82);
    private static readonly Guid Registered = Shapes.Id(83);
    private static readonly Guid Recheck = Shapes.Id(84);
    private static readonly Guid Notice = Shapes.Id(85);

    private static readonly SessionDetails Officer = Shapes.Operator with { Roles = [Roles.ExamOfficer] };
    private static readonly SessionDetails Marker = Shapes.Operator with { Roles = [Roles.Marker, Roles.Adjudicator] };

    private static readonly MarkingQuestion Question = new() { Id = "e1", Number = 41, Stem = "请写出处理思路。", Points = 20, Step = 0.5m, Rubric = "观点 10 分", Reference = "言之有理即可" };
    private static readonly MarkDetails Mark = new() { Id = Shapes.Id(86), Kind = MarkKind.First, MarkerName = "孙一鸣", Points = 14.5m, Comment = "要点齐", Annotations = [new(2, 4, "点题")], GivenAt = Shapes.Noon };
    private static readonly BlindTask Task = new() { Id = Answer, RoundId = Round, Code = "G2SA-PBNG", Question = Question, Answer = "我叫▇▇▇，<b>先调查</b>后处理。", Characters = 16, Covered = true, LeaseUntil = Shapes.Noon };
    private static readonly AdjudicationCase Case = new() { Task = Task, Marks = [Mark, Mark with { Kind = MarkKind.Second, Points = 4 }], Threshold = 3, ReopenedReason = "漏看一段" };
    private static readonly ScorePart Part = new(Shapes.Id(87), "综合知识", 72.25m, 100, 50, 22.25m, 100);
    private static readonly RecheckDetails Asked = new() { Id = Recheck, TicketNumber = "260001000018", MaskedName = "林**", Reason = "疑似漏评", RequestedAt = Shapes.Noon, State = RecheckState.Requested };

    private static readonly ScoreNoticeSummary NoticeSummary = new() { Id = Notice, Version = 1, State = ScoreNoticeState.Published, AssembledAt = Shapes.Noon, PublishedAt = Shapes.Noon };

    private readonly WebSite _site = new();

    public static TheoryData<string, string> EveryPage => new()
    {
        { "marker", "/marking" }, { "marker", $"/marking/tasks/{Answer}" }, { "marker", "/marking/adjudications" }, { "marker", $"/marking/adjudications/{Answer}" },
        { "officer", $"/exam-office/projects/{Exam}/marking" }, { "officer", $"/exam-office/marking-rounds/{Round}" }, { "officer", $"/exam-office/spot-checks/{Answer}" },
        { "officer", $"/exam-office/projects/{Exam}/results" }, { "officer", $"/exam-office/score-notices/{Notice}/deliveries?project={Exam}&state=failed" },
        { "officer", $"/exam-office/rechecks/{Recheck}?project={Exam}" }, { "officer", $"/exam-office/score-notices/{Notice}/scores" }, { "nobody", "/scores/check" }, { "nobody", $"/exams/{Exam}/results" }, { "candidate", $"/my/exams/{Registered}/score" },
    };

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Every_page_renders_with_all_its_sentences_and_no_inline_script_or_style(string who, string path)
    {
        Prepare();
        await RenderedPage.CheckAsync(await BrowserOf(who).GetAsync(path));
    }

    [Fact]
    public async Task Who_looks_before_scores_are_published_reads_so_and_finds_the_way_back()
    {
        Prepare();
        _site.Api.Refuse($"GET /api/exam-registrations/{Registered}/score", HttpStatusCode.NotFound, ScoreRefusals.NotPublished.Code, "成绩还没有公布。");
        var html = await (await BrowserOf("candidate").GetAsync($"/my/exams/{Registered}/score")).Content.ReadAsStringAsync();
        html.ShouldContain("公布后会发站内信和短信");
        html.ShouldContain($"href=\"/my/exams/{Registered}\"");
        html.ShouldNotContain("没有找到这个页面");
    }

    [Theory]
    [InlineData("officer", "/marking")]
    [InlineData("marker", "/exam-office/marking-rounds/00000000-0000-0000-0000-000000000081")]
    [InlineData("candidate", "/marking")]
    public async Task A_page_of_another_role_is_not_theirs(string who, string path) =>
        (await BrowserOf(who).GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

    [Fact]
    [Clause("EX-6.3-mark", at: "Web/Pages/Marking/Task.cshtml")]
    public async Task The_marking_screen_has_the_answer_as_text_the_rubric_and_a_key_for_each_point()
    {
        Prepare();
        var html = await BrowserOf("marker").GetStringAsync($"/marking/tasks/{Answer}");

        html.ShouldContain("&lt;b&gt;先调查&lt;/b&gt;");
        html.ShouldContain("观点 10 分");
        Keys().Count(html).ShouldBe(21);
        html.ShouldContain("G2SA-PBNG");
    }

    [Fact]
    [Clause("EX-6.3-result", at: "Web/Pages/Scores/Published.cshtml")]
    public async Task Published_scores_are_not_for_search_engines()
    {
        Prepare();
        var response = await BrowserOf("nobody").GetAsync($"/exams/{Exam}/results");

        response.Headers.GetValues("X-Robots-Tag").ShouldBe(["noindex, nofollow"]);
        (await response.Content.ReadAsStringAsync()).ShouldContain("<meta name=\"robots\" content=\"noindex, nofollow\">");
    }

    public void Dispose() => _site.Dispose();

    private HttpClient BrowserOf(string who) => who switch
    {
        "officer" => _site.BrowserOf(Officer),
        "marker" => _site.BrowserOf(Marker),
        "candidate" => _site.BrowserOf(Shapes.Candidate),
        _ => _site.Browser(),
    };

    private void Prepare()
    {
        var summary = new MarkingRoundSummary { Id = Round, State = MarkingRoundState.Open, OpenedAt = Shapes.Noon, Tasks = 4, Settled = 2, Adjudications = 1, Weight = 100 };
        var check = new SpotCheck(Answer, "G2SA-PBNG", 41, 0, 20, Settlement.Mean, SpotCheckCause.ZeroPoints, null, null);
        _site.Api
            .Answer("GET /api/marking/desk", new MarkerDesk
            {
                Questions = [new() { RoundId = Round, RoundTitle = "综合知识", QuestionId = "e1", Number = 41, Points = 20, Waiting = 3, Done = 1 }],
                Held = Task,
                MarkedToday = 1,
                Adjudications = 1,
            })
            .Answer($"GET /api/marking-tasks/{Answer}", Task)
            .Answer("GET /api/marking/adjudications", Shapes.PageOf(new WaitingAdjudication(Answer, "综合知识", "G2SA-PBNG", 41, 20, false, true)))
            .Answer($"GET /api/marking-tasks/{Answer}/adjudication", Case)
            .Answer($"GET /api/marking-tasks/{Answer}/spot-check", new SpotCheckDetails(Case, check))
            .Answer($"GET /api/exam-projects/{Exam}/marking", new MarkingOverview
            {
                ProjectId = Exam,
                ProjectTitle = "公开招聘",
                Sittings =
                [
                    new() { SittingId = Shapes.Id(88), Name = "上午场", EndsAt = Shapes.Noon, Scripts = 4, Unfinished = 0, LateUndecided = 0, Round = summary },
                    new() { SittingId = Shapes.Id(89), Name = "下午场", EndsAt = Shapes.Noon, Scripts = 3, Unfinished = 0, LateUndecided = 0 },
                    new() { SittingId = Shapes.Id(90), Name = "晚场", EndsAt = Shapes.Noon, Scripts = 1, Unfinished = 2, LateUndecided = 0 },
                ],
            })
            .Answer($"GET /api/marking-rounds/{Round}", new MarkingRoundDetails
            {
                Summary = summary,
                ProjectId = Exam,
                SittingName = "上午场",
                Settings = MarkingSettings.Default,
                Questions = [new() { QuestionId = "e1", Number = 41, Points = 20, Threshold = 3, Tasks = 4, Thirds = 1, Adjudications = 1, Settled = 2, Mean = 12.5m, Spread = 2 }],
                Markers = [new() { MarkerId = Shapes.Id(91), Name = "孙一鸣", Marks = 3, SecondsPerMark = 95, Mean = 0.7m, Spread = 0.1m, Leaning = 0.13m, Agreement = 0.6m, SelfChecks = 1, SelfAgreement = 1 }],
                SpotChecks = [check, check with { Agreed = true }],
                IsMarked = false,
                SpotChecksOpen = 1,
                SpotChecksDone = 1,
                SelfNamedScripts = 2,
                GivenBack = [new(Shapes.Id(97), "M3PP-77QD", 41, 2)],
                SelfNamed = [new(Shapes.Id(92), "G2SA-PBNG", 41, ["name", "phone"], null, null), new(Shapes.Id(93), "K7Q4-02AB", 42, ["ticketNumber", "idNumber"], true, "移交")],
            })
            .Answer($"GET /api/exam-projects/{Exam}/scores", Office())
            .Answer($"GET /api/score-notices/{Notice}/deliveries", Shapes.PageOf(new Delivery(
                Shapes.Id(94), "260001000018", "林**", MessageChannel.Sms, "138****0001", DeliveryState.Failed, 8, null, "IOException", false)))
            .Answer($"GET /api/score-notices/{Notice}/scores", new ScoreList
            {
                ProjectId = Exam,
                ProjectTitle = "公开招聘",
                Notice = NoticeSummary,
                Scores = Shapes.PageOf(
                    new ScoreRow { TicketNumber = "260001000018", MaskedName = "林**", Position = "综合管理", Standing = ScoreStanding.Scored, Total = 72.25m, Rank = 1, Parts = [Part] },
                    new ScoreRow { TicketNumber = "260001000026", MaskedName = "王**", Position = "综合管理", Standing = ScoreStanding.Absent, Parts = [] }),
                Exports = [new("郑海燕", Shapes.Noon, "报招考单位确认", 2)],
            })
            .Answer($"GET /api/recheck-requests/{Recheck}", new RecheckFile(Asked, [new("综合知识", "G2SA-PBNG", 50, [new(3, 0, 2)], [new(Answer, 41, 20, 14.5m, Settlement.ThirdMark, MarkingTaskState.Settled)])]))
            .Answer($"GET /api/exams/{Exam}/scores", new PublishedScores
            {
                ProjectId = Exam,
                ProjectTitle = "公开招聘",
                ClientName = "临江市人社局",
                PublishedAt = Shapes.Noon,
                PublicUntil = new(2026, 6, 30),
                Positions = ["综合管理", "信息化运维"],
                Scores = Shapes.PageOf(new PublishedScore("260001000018", "林**", "综合管理", ScoreStanding.Scored, 72.25m, 1), new PublishedScore("260001000026", "王**", "综合管理", ScoreStanding.Void, null, null)),
            })
            .Answer($"GET /api/exam-registrations/{Registered}/score", new ScoreSlip
            {
                RegistrationId = Registered,
                ProjectId = Exam,
                ProjectTitle = "公开招聘",
                ClientName = "临江市人社局",
                Position = "综合管理",
                CandidateName = "林晓雨",
                TicketNumber = "260001000018",
                Standing = ScoreStanding.Scored,
                Parts = [Part],
                Total = 72.25m,
                Rank = 1,
                RankedOf = 12,
                PublishedAt = Shapes.Noon,
                Code = "96A94-B69DA",
                RecheckUntil = Shapes.Noon,
            });
    }

    private static ScoreOffice Office() => new()
    {
        ProjectId = Exam,
        ProjectTitle = "公开招聘",
        Weights = [new(Round, "上午场", 60), new(Shapes.Id(96), "下午场", 40)],
        Check = new() { CheckedAt = Shapes.Noon, Scripts = 2, Parts = 6, Differences = 1, Listed = [new("260001000018", "marked", 22, 22.25m)] },
        Notice = new()
        {
            Summary = NoticeSummary,
            Scored = 1,
            Absent = 1,
            Void = 0,
            Highest = 72.25m,
            Mean = 72.25m,
            Fingerprint = "0f76",
            ConfirmedBy = "顾明远",
            ConfirmedAt = Shapes.Noon,
            ConfirmationReference = "临人社函〔2026〕31号",
            PublicUntil = new(2026, 6, 30),
            Deliveries = new(6, 4, 1, 1),
        },
        Rechecks = Shapes.PageOf(Asked, Asked with { State = RecheckState.Upheld, Answer = "维持" }),
    };

    [GeneratedRegex("<input type=\"radio\" name=\"points\"")]
    private static partial Regex Keys();
}
