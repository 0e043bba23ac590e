using System.Net;
using System.Text.RegularExpressions;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Web.Tests;

/// <summary>The pages of an exam before the exam: the public's, the candidate's and the office's.</summary>
public sealed partial class ExamPagesTests : IDisposable
{
    private static readonly Guid Exam = Shapes.Id(60);
    private static readonly Guid Position = Shapes.Id(61);
    private static readonly Guid Registered = Shapes.Id(62);

    private static readonly SessionDetails Officer = Shapes.Operator with { Roles = [Roles.ExamOfficer, Roles.RegistrationReviewer] };

    private readonly WebSite _site = new();

    public static TheoryData<string, string> EveryPage => new()
    {
        { "nobody", "/exams" }, { "nobody", "/exams?phase=closed" }, { "nobody", $"/exams/{Exam}" }, { "candidate", $"/exams/{Exam}" },
        { "candidate", $"/exams/{Exam}/registration" }, { "candidate", "/my/exams" }, { "candidate", $"/my/exams/{Registered}" },
        { "candidate", $"/my/exams/{Registered}/change" }, { "candidate", $"/my/exams/{Registered}/form" }, { "candidate", $"/my/exams/{Registered}/ticket" },
        { "officer", "/exam-office" }, { "officer", "/exam-office/projects/new" }, { "officer", $"/exam-office/projects/{Exam}" },
        { "officer", $"/exam-office/projects/{Exam}/settings" }, { "officer", $"/exam-office/projects/{Exam}/positions" },
        { "officer", $"/exam-office/projects/{Exam}/positions?edit={Position}" }, { "officer", $"/exam-office/projects/{Exam}/notice" },
        { "officer", $"/exam-office/projects/{Exam}/registrations" }, { "officer", $"/exam-office/projects/{Exam}/registrations/{Registered}" },
        { "officer", $"/exam-office/projects/{Exam}/review" }, { "officer", $"/exam-office/projects/{Exam}/staff" },
    };

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Every_page_renders_with_all_its_sentences_and_no_inline_script_or_style(string who, string path)
    {
        Prepare();
        await RenderedPage.CheckAsync(await BrowserOf(who).GetAsync(path));
    }

    [Theory]
    [InlineData("/my/exams")]
    [InlineData("/exam-office")]
    public async Task Nobody_in_particular_signs_in_first(string path) =>
        (await _site.Browser().GetAsync(path)).Headers.Location!.ToString().ShouldBe($"/sign-in?return={Uri.EscapeDataString(path)}");

    [Fact]
    public async Task A_candidate_is_told_that_the_office_is_not_theirs() =>
        (await _site.BrowserOf(Shapes.Candidate).GetAsync("/exam-office")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

    [Fact]
    [Clause("EX-6.1", at: "Web/Pages/Exams/Mine/Registering.cshtml")]
    public async Task The_pledge_comes_before_the_form_and_names_the_versions_that_were_shown()
    {
        Prepare();
        _site.Api.Answer($"GET /api/exams/{Exam}/mine", new OwnExam(null, null))
            .Answer($"POST /api/exams/{Exam}/acknowledgements", Given);
        var browser = BrowserOf("candidate");
        var page = $"/exams/{Exam}/registration?position={Position}";
        var html = await browser.GetStringAsync(page);
        html.ShouldContain("诚信承诺书");
        html.ShouldNotContain("name=\"identityNumber\"");

        var answer = await WebSite.SendFormAsync(
            browser, page, $"/exams/{Exam}/registration?handler=Sign", ("noticeRead", "true"), ("signedName", "李晓雯"));

        answer.Headers.Location!.ToString().ShouldBe($"/exams/{Exam}/registration?position={Position}");
        _site.Api.Last("POST", $"/api/exams/{Exam}/acknowledgements").Body.ShouldContain("\"noticeVersion\":2,\"noticeRead\":true,\"pledgeVersion\":1");
    }

    [Fact]
    public async Task A_supplement_asked_after_closing_can_still_be_signed_and_handed_in_when_the_notice_changed()
    {
        Prepare();
        var older = Given with { NoticeVersion = 1 };
        _site.Api.Answer($"GET /api/exams/{Exam}", Announced with { Phase = RegistrationPhase.Closed })
            .Answer($"GET /api/exams/{Exam}/mine", new OwnExam(older, Summary))
            .Answer($"POST /api/exams/{Exam}/acknowledgements", Given);
        var browser = BrowserOf("candidate");
        (await browser.GetStringAsync($"/my/exams/{Registered}/change")).ShouldContain($"href=\"/exams/{Exam}/registration\"");

        var page = $"/exams/{Exam}/registration";
        var signed = await WebSite.SendFormAsync(browser, page, $"{page}?handler=Sign", ("noticeRead", "true"), ("signedName", "李晓雯"));

        signed.Headers.Location!.ToString().ShouldBe($"/my/exams/{Registered}/change");
    }

    [Fact]
    public async Task A_reason_typed_for_one_candidate_is_not_put_under_the_next()
    {
        Prepare();
        _site.Api.Refuse($"POST /api/exam-registrations/{Registered}/review-decisions", HttpStatusCode.Conflict, "exam-reviews.not-waiting", "考生已撤回。");
        var browser = BrowserOf("officer");
        var page = $"/exam-office/projects/{Exam}/review";
        var same = await (await WebSite.SendFormAsync(browser, page, page, ("verdict", "Refuse"), ("reason", "毕业时间前后矛盾"))).Content.ReadAsStringAsync();
        same.ShouldContain("毕业时间前后矛盾");

        var other = Details with { Summary = Summary with { Id = Shapes.Id(69) }, Form = Details.Form with { Name = "赵一鸣" } };
        _site.Api.Answer($"POST /api/exam-projects/{Exam}/review-claims", new ReviewDesk(other, 3, []));
        var next = await (await WebSite.SendFormAsync(
            browser, page, page, ("registration", Registered.ToString()), ("verdict", "Refuse"), ("reason", "毕业时间前后矛盾"))).Content.ReadAsStringAsync();
        next.ShouldContain("考生已撤回。");
        next.ShouldContain("赵一鸣");
        next.ShouldNotContain("毕业时间前后矛盾");
    }

    [Theory]
    [InlineData(ExamSessionState.HandedIn, SessionPhase.Over, "/receipt\"", "已交卷")]
    [InlineData(ExamSessionState.HandedIn, SessionPhase.Running, "/receipt\"", "已交卷")]
    [InlineData(ExamSessionState.Terminated, SessionPhase.Running, "查看考试", "已终止")]
    [InlineData(ExamSessionState.Absent, SessionPhase.Over, "查看考试", "缺考")]
    [InlineData(ExamSessionState.Started, SessionPhase.Running, "进入考场", "class=\"sheet padded sitting now\"")]
    public async Task The_sitting_says_what_became_of_it(ExamSessionState state, SessionPhase phase, string leadsTo, string says)
    {
        Prepare();
        _site.Api.Answer("GET /api/exam-sessions/mine", new[]
        {
            new ExamSessionSummary(Shapes.Id(64), Shapes.Id(65), Exam, "综合知识", "260001000018", "A-01", state, phase, Shapes.Noon, Shapes.Noon, Shapes.Noon.AddHours(2)),
        });
        var html = await BrowserOf("candidate").GetStringAsync("/my/exams");
        html.ShouldContain(leadsTo);
        html.ShouldContain(says);
    }

    [Theory]
    [InlineData(Roles.PaperSetter, false)]
    [InlineData(Roles.Marker, false)]
    [InlineData(Roles.Invigilator, true)]
    public async Task Only_who_may_read_the_names_in_a_sitting_is_led_to_it(string role, bool isLed)
    {
        Prepare();
        _site.Api.Answer($"GET /api/exam-projects/{Exam}", Project with { Roles = [role] });
        var html = await _site.BrowserOf(Shapes.Operator with { Roles = [role] }).GetStringAsync($"/exam-office/projects/{Exam}");
        html.Contains($"/exam-office/projects/{Exam}/sittings", StringComparison.Ordinal).ShouldBe(isLed);
    }

    [Fact]
    public async Task What_was_typed_stays_when_the_form_is_refused_beside_its_field()
    {
        Prepare();
        _site.Api.Answer($"GET /api/exams/{Exam}/mine", new OwnExam(Given, null))
            .Refuse("POST /api/exam-registrations", HttpStatusCode.BadRequest, "exam-registrations.identity-malformed", "身份证号不正确。", "identityNumber");
        var browser = BrowserOf("candidate");
        var page = $"/exams/{Exam}/registration";

        var refused = await WebSite.SendFormAsync(
            browser, page, page, ("name", "李晓雯"), ("identityNumber", "123"), ("school", "临江学院"), ("positionId", Position.ToString()));

        var html = await refused.Content.ReadAsStringAsync();
        html.ShouldContain("身份证号不正确。");
        html.ShouldContain("value=\"临江学院\"");
        html.ShouldContain("id=\"refused-field\"");
    }

    [Fact]
    [Clause("EX-6.2", at: "Web/Pages/Exams/Mine/Ticket.cshtml")]
    public async Task The_card_carries_number_photo_and_code()
    {
        Prepare();
        var html = await BrowserOf("candidate").GetStringAsync($"/my/exams/{Registered}/ticket");

        html.ShouldContain("260001000018");
        html.ShouldContain($"/api/files/{Shapes.Id(63)}");
        html.ShouldContain("shape-rendering=\"crispEdges\"");
    }

    [Fact]
    [Clause("EX-5.4", at: "Web/Pages/ExamOffice/Notice.cshtml")]
    public async Task A_notice_that_lacks_something_says_what_and_cannot_be_published()
    {
        Prepare();
        _site.Api.Answer($"GET /api/exam-projects/{Exam}", Project with { NoticeVersion = 0, Missing = [NoticeContent.Contact], Phase = RegistrationPhase.Unpublished });

        var html = await BrowserOf("officer").GetStringAsync($"/exam-office/projects/{Exam}/notice");

        html.ShouldContain("<li class=\"lacking\">");
        Regex.IsMatch(html, "<button[^>]*type=\"submit\"[^>]*disabled[^>]*>发布").ShouldBeTrue();
    }

    [Fact]
    [Clause("EX-6.2", at: "Web/Pages/ExamOffice/Review.cshtml")]
    public async Task A_decision_names_the_submission_that_was_read()
    {
        Prepare();
        _site.Api.Answer($"POST /api/exam-registrations/{Registered}/review-decisions", Summary);
        var browser = BrowserOf("officer");
        var page = $"/exam-office/projects/{Exam}/review";

        var answer = await WebSite.SendFormAsync(browser, page, page, ("verdict", "Refuse"), ("reason", "专业不符"));

        answer.Headers.Location!.ToString().ShouldBe(page);
        var body = _site.Api.Last("POST", $"/api/exam-registrations/{Registered}/review-decisions").Body;
        body.ShouldContain("\"verdict\":\"refuse\"");
        body.ShouldContain("\"revision\":3");
    }

    public void Dispose() => _site.Dispose();

    private static ExamAcknowledgement Given => new(2, Shapes.Noon, 1, Shapes.Noon, "李晓雯");

    private static ExamDetails Announced => new()
    {
        Id = Exam,
        Version = 2,
        PublishedAt = Shapes.Noon,
        Phase = RegistrationPhase.Open,
        Notice = new()
        {
            Title = "2026年度公开招聘",
            ClientName = "市人社局",
            AgencyName = "聘场人力资源",
            RegistrationOpensAt = Shapes.Noon,
            RegistrationClosesAt = Shapes.Noon.AddDays(7),
            ContactName = "考试中心",
            ContactPhone = "0571-87654321",
            Introduction = "面向社会公开招聘。",
            Guide = "请如实填写。",
            Arrangements = "在线笔试。",
            Positions = [Post],
        },
        Versions = [new(2, Shapes.Noon, "延长报名"), new(1, Shapes.Noon, null)],
        Pledge = new(1, "本人承诺信息真实。"),
    };

    private static PositionDetails Post => ExamShapes.Position(Position);

    private static RegistrationSummary Summary => new()
    {
        Id = Registered,
        ProjectId = Exam,
        ExamTitle = "2026年度公开招聘",
        PositionId = Position,
        PositionCode = "01001",
        PositionName = "综合管理",
        CandidateName = "李晓雯",
        MaskedIdentity = "330***********0021",
        MaskedPhone = "138****0001",
        State = RegistrationState.SupplementAsked,
        SubmittedAt = Shapes.Noon,
        DecidedAt = Shapes.Noon,
        Reason = "请补充毕业时间",
        SupplementDueAt = Shapes.Noon.AddDays(2),
        TicketNumber = "260001000018",
    };

    private static RegistrationDetails Details => new()
    {
        Summary = Summary,
        Form = new()
        {
            Name = "李晓雯",
            IdentityNumber = "330199199908170024",
            Education = EducationLevel.Bachelor,
            School = "临江学院",
            Major = "汉语言文学",
            Graduated = "2021.06",
            Address = "临江市",
            Experience = "在校四年",
            PhotoFileId = Shapes.Id(63),
        },
        Phone = "13800000001",
        Sex = "女",
        BornOn = new(1999, 8, 17),
        Age = 27,
        Position = Post.Content,
        Acknowledgement = Given,
        Steps = [new(RegistrationStepKind.Submitted, Shapes.Noon, null), new(RegistrationStepKind.SupplementAsked, Shapes.Noon, "请补充毕业时间")],
        Revision = 3,
        CanChange = true,
        CanWithdraw = true,
        RegistrationClosesAt = Shapes.Noon.AddDays(7),
        UndoUntil = null,
    };

    private static ExamProjectDetails Project => ExamShapes.Project(Exam);

    private HttpClient BrowserOf(string who) => who switch
    {
        "candidate" => _site.BrowserOf(Shapes.Candidate),
        "officer" => _site.BrowserOf(Officer),
        _ => _site.Browser(),
    };

    private void Prepare()
    {
        var exam = new ExamSummary
        {
            Id = Exam,
            Title = "2026年度公开招聘",
            ClientName = "市人社局",
            Phase = RegistrationPhase.Open,
            RegistrationOpensAt = Shapes.Noon,
            RegistrationClosesAt = Shapes.Noon.AddDays(7),
            Headcount = 2,
        };
        var project = $"/api/exam-projects/{Exam}";
        _site.Api
            .Answer("GET /api/exams", Shapes.PageOf(exam))
            .Answer($"GET /api/exams/{Exam}", Announced)
            .Answer($"GET /api/exams/{Exam}/mine", new OwnExam(Given, null))
            .Answer("GET /api/exam-form", new KeptForm(null, "138****0001", null))
            .Answer("GET /api/exam-registrations", new[] { Summary })
            .Answer($"GET /api/exam-registrations/{Registered}", Details)
            .Answer($"GET /api/exam-registrations/{Registered}/ticket", new AdmissionTicket
            {
                RegistrationId = Registered,
                TicketNumber = "260001000018",
                ExamTitle = exam.Title,
                ClientName = exam.ClientName,
                CandidateName = "李晓雯",
                Sex = "女",
                IdentityNumber = "330199199908170024",
                PositionCode = "01001",
                PositionName = "综合管理",
                PhotoFileId = Shapes.Id(63),
                IssuedAt = Shapes.Noon,
                ContactPhone = "0571-87654321",
            })
            .Answer("GET /api/exam-sessions/mine", new[]
            {
                new ExamSessionSummary(
                    Shapes.Id(64), Shapes.Id(65), Exam, "综合知识", "260001000018", "A-01", ExamSessionState.Arranged, SessionPhase.NotOpen, Shapes.Noon, Shapes.Noon, Shapes.Noon.AddHours(2)),
            })
            .Answer("GET /api/exam-clients", new[] { new ExamClient(Shapes.Id(10), "市人社局") })
            .Answer("GET /api/exam-projects", Shapes.PageOf(new ExamProjectSummary
            {
                Id = Exam,
                Name = exam.Title,
                ClientName = exam.ClientName,
                Phase = RegistrationPhase.Open,
                RegistrationOpensAt = exam.RegistrationOpensAt,
                RegistrationClosesAt = exam.RegistrationClosesAt,
                Positions = 1,
                Registrations = 4,
                Waiting = 2,
                Roles = [Roles.ExamOfficer, Roles.RegistrationReviewer],
            }))
            .Answer($"GET {project}", Project)
            .Answer($"GET {project}/registrations", Shapes.PageOf(Summary))
            .Answer($"GET {project}/staff", new[] { new ExamStaffMember(Shapes.Id(66), Shapes.Id(3), "郑海燕", "139****0032", Roles.ExamOfficer, Shapes.Noon, true, ["尚未签署《工作人员保密协议》"]) })
            .Answer($"POST {project}/review-claims", new ReviewDesk(Details, 4, [Summary]));
    }
}
