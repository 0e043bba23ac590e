using System.Net;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Maintenance;
using Pinchang.Contracts.Notifications;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Reviews;

namespace Pinchang.Web.Tests;

/// <summary>Every page of every audience: it renders, in Chinese, and keeps the content-security policy.</summary>
public sealed class PagesTests : IDisposable
{
    private readonly WebSite _site = new();

    public static TheoryData<string, string> EveryPage => new()
    {
        { "nobody", "/" }, { "nobody", "/jobs" }, { "nobody", $"/jobs/{Shapes.Id(20)}" }, { "nobody", $"/employers/{Shapes.Id(10)}" },
        { "nobody", "/live" }, { "nobody", "/live?state=ended" }, { "nobody", $"/live/{Shapes.Id(30)}" }, { "nobody", "/sign-in" },
        { "nobody", "/sign-in?withPassword=true" }, { "nobody", "/sign-in/second-factor" }, { "nobody", "/help" }, { "nobody", "/trust" },
        { "nobody", "/offline" }, { "candidate", $"/exam-room/{Shapes.Id(70)}" },
        { "candidate", "/my" }, { "candidate", "/my/applications" }, { "candidate", "/my/resume" }, { "candidate", "/my/resume/print" },
        { "candidate", "/my/inbox" }, { "candidate", "/my/account" }, { "candidate", "/register-employer" }, { "candidate", $"/jobs/{Shapes.Id(20)}" },
        { "recruiter", "/recruiting" }, { "recruiter", "/recruiting/jobs" }, { "recruiter", "/recruiting/jobs/new" },
        { "recruiter", $"/recruiting/jobs/{Shapes.Id(20)}" }, { "recruiter", "/recruiting/applications" }, { "recruiter", "/recruiting/live-rooms" },
        { "recruiter", "/recruiting/live-rooms/new" }, { "recruiter", $"/recruiting/live-rooms/{Shapes.Id(30)}" },
        { "recruiter", $"/recruiting/live-rooms/{Shapes.Id(30)}/desk" }, { "recruiter", $"/recruiting/live-rooms/{Shapes.Id(30)}/summary" },
        { "nobody", "/fairs" }, { "nobody", $"/fairs/{FairShapes.FairId}" }, { "candidate", $"/fairs/{FairShapes.FairId}" },
        { "nobody", $"/fairs/{FairShapes.FairId}/halls" }, { "nobody", $"/fairs/{FairShapes.FairId}/booths/{FairShapes.BoothId}" },
        { "candidate", $"/fairs/{FairShapes.FairId}/talks/{FairShapes.TalkId}" }, { "recruiter", "/recruiting/fairs" },
        { "recruiter", $"/recruiting/fairs/{FairShapes.FairId}" }, { "operator", "/operations/fairs" }, { "operator", "/operations/fairs/new" },
        { "operator", $"/operations/fairs/{FairShapes.FairId}" }, { "operator", $"/operations/fairs/{FairShapes.FairId}/exhibitors" },
        { "operator", $"/operations/fairs/{FairShapes.FairId}/registrations" }, { "operator", $"/operations/fairs/{FairShapes.FairId}/publications" },
        { "operator", $"/operations/fairs/{FairShapes.FairId}/board" }, { "operator", $"/operations/fairs/{FairShapes.FairId}/summary" },
        { "operator", "/operations" }, { "operator", "/operations/reviews" }, { "operator", "/operations/reviews/figures" }, { "operator", "/operations/reviews/samples" }, { "operator", "/operations/sampling" }, { "recruiter", $"/appeals/{Shapes.Id(20)}" }, { "operator", $"/operations/reviews?id={Shapes.Id(202)}" }, { "operator", "/operations/employers" }, { "operator", "/operations/jobs" },
        { "operator", "/operations/messages" }, { "operator", "/operations/sign-ins" }, { "operator", "/operations/ledger" }, { "operator", "/operations/maintenance" }, { "nobody", "/error/404" },
        { "candidate", $"/exam-room/{Shapes.Id(70)}/receipt" }, { "candidate", $"/my/applications/{Shapes.Id(50)}" }, { "operator", "/my/second-factor" },
        { "recruiter", $"/recruiting/fairs/{FairShapes.FairId}/booths/{FairShapes.BoothId}/desk" },
        { "recruiter", "/recruiting/licences" }, { "operator", "/operations/licences" }, { "operator", "/operations/licences?shelf=own" }, { "nobody", "/qualifications" },
    };

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Every_page_renders_without_inline_script_or_style_and_with_all_its_sentences(string who, string path)
    {
        Prepare();
        await RenderedPage.CheckAsync(await BrowserOf(who).GetAsync(path), path.StartsWith("/error", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_home_page_shows_what_is_on_air_and_keeps_markup_from_others_as_text()
    {
        Prepare();
        var html = await _site.Browser().GetStringAsync("/");
        html.ShouldContain("直播中");
        html.ShouldContain("1,284 人在看");

        (await _site.Browser().GetStringAsync($"/jobs/{Shapes.Id(20)}")).ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    [Fact]
    public async Task The_home_page_says_that_nobody_is_on_air_and_when_Api_is_gone_it_says_that_instead()
    {
        _site.Api.Answer("GET /api/live-rooms", Shapes.PageOf<LiveRoomSummary>()).Answer("GET /api/jobs", Shapes.PageOf<JobSummary>());
        (await _site.Browser().GetStringAsync("/")).ShouldContain("现在没有直播");

        _site.Api.IsGone = true;
        var offline = await _site.Browser().GetStringAsync("/");
        offline.ShouldContain("暂时取不到直播和岗位");
        offline.ShouldNotContain("现在没有直播");
    }

    [Theory]
    [InlineData(LiveSessionState.Scheduled, "登录后预约提醒", "开播提醒我")]
    [InlineData(LiveSessionState.OnAir, "<live-room", "<live-replay")]
    [InlineData(LiveSessionState.Ended, "<live-replay", "<live-room")]
    public async Task The_room_page_has_a_face_before_during_and_after(LiveSessionState state, string shown, string absent)
    {
        _site.Api.Answer($"GET /api/live-rooms/{Shapes.Id(30)}", Shapes.RoomDetails(state));
        var html = await _site.Browser().GetStringAsync($"/live/{Shapes.Id(30)}");
        html.ShouldContain(shown);
        html.ShouldNotContain(absent);
        html.ShouldContain("澄海物流春招专场");
        html.ShouldContain("viewBox=\"0 0 ");
    }

    [Fact]
    public async Task An_organisation_s_own_room_offers_no_link_to_hand_on()
    {
        Prepare();
        var own = Shapes.RoomDetails(LiveSessionState.Scheduled);
        _site.Api.Answer($"GET /api/live-rooms/{Shapes.Id(30)}", own with { Summary = own.Summary with { Visibility = RoomVisibility.Organisation } });
        foreach (var page in new[] { $"/live/{Shapes.Id(30)}", $"/recruiting/live-rooms/{Shapes.Id(30)}" })
        {
            (await _site.BrowserOf(Shapes.Recruiter).GetStringAsync(page)).ShouldNotContain("data-copy");
        }
    }

    [Fact]
    public async Task A_room_that_starts_soon_says_the_clock_time_beside_the_minutes_left()
    {
        var startsAt = TimeProvider.System.GetUtcNow().AddMinutes(27);
        _site.Api.Answer(
            $"GET /api/live-rooms/{Shapes.Id(30)}", Shapes.RoomDetails(LiveSessionState.Scheduled) with { Summary = Shapes.Room(LiveSessionState.Scheduled, startsAt) });
        var html = await _site.Browser().GetStringAsync($"/live/{Shapes.Id(30)}");
        html.ShouldContain("还有 27 分钟");
        html.ShouldContain($"{startsAt.ToOffset(TimeSpan.FromHours(8)):HH:mm}</p>");
    }

    [Fact]
    public async Task A_closed_job_an_applied_one_and_an_open_one_offer_different_acts()
    {
        async Task<string> Drawn(JobDetails job)
        {
            _site.Api.Answer($"GET /api/jobs/{Shapes.Id(20)}", job).Answer("GET /api/resume", Shapes.Resume);
            return await _site.BrowserOf(Shapes.Candidate).GetStringAsync($"/jobs/{Shapes.Id(20)}");
        }

        (await Drawn(Shapes.JobDetails())).ShouldContain("确认投递");
        (await Drawn(Shapes.JobDetails(applied: true))).ShouldContain("您已投递这个岗位");
        _site.Api.Answer("GET /api/applications", Shapes.PageOf(Application() with { State = ApplicationState.Withdrawn }));
        (await Drawn(Shapes.JobDetails(applied: true))).ShouldContain("您已撤回这次投递");
        (await Drawn(Shapes.JobDetails(JobState.Closed))).ShouldContain("这个岗位已停止招聘");
    }

    public void Dispose() => _site.Dispose();

    private HttpClient BrowserOf(string who) => who switch
    {
        "candidate" => _site.BrowserOf(Shapes.Candidate),
        "recruiter" => _site.BrowserOf(Shapes.Recruiter),
        "operator" => _site.BrowserOf(Shapes.Operator),
        _ => _site.Browser(),
    };

    private void Prepare()
    {
        var room = Shapes.Id(30);
        FairShapes.Prepare(_site.Api)
            .Answer("GET /api/live-rooms", Shapes.PageOf(Shapes.Room(LiveSessionState.OnAir)))
            .Answer($"GET /api/live-rooms/{room}", Shapes.RoomDetails(LiveSessionState.OnAir))
            .Answer($"GET /api/live-rooms/{room}/summary", Summary())
            .Answer("GET /api/jobs", Shapes.PageOf(Shapes.Job()))
            .Answer($"GET /api/jobs/{Shapes.Id(20)}", Shapes.JobDetails())
            .Answer($"GET /api/employers/{Shapes.Id(10)}", Shapes.Employer(EmployerState.Submitted))
            .Answer("GET /api/employers/mine/jobs", Shapes.PageOf(Shapes.JobDetails()))
            .Answer("GET /api/employers/mine/live-rooms", Shapes.PageOf(Shapes.Room(LiveSessionState.Scheduled)))
            .Answer("GET /api/employers/mine/applications", Shapes.PageOf(Application()))
            .Answer("GET /api/operations/employers", Shapes.PageOf(
                new EmployerSummary(Shapes.Id(10), "澄海物流", "物流运输", EmployerState.Submitted, Shapes.Noon, 0)))
            .Answer("GET /api/operations/jobs", Shapes.PageOf(Shapes.JobDetails(JobState.Submitted)))
            .Answer("GET /api/operations/licences", Shapes.PageOf(Shapes.Licence(LicenceState.Submitted)))
            .Answer("GET /api/employers/mine/licences", new[] { Shapes.Licence(LicenceState.Approved), Shapes.Licence(LicenceState.Refused) })
            .Answer("GET /api/operations/reviews", Shapes.PageOf(
                Shapes.ReviewCase(1, null), Shapes.ReviewCase(2, Shapes.Operator.UserId) with { SecondLookFor = "labour-dispatch", Looks = 1, Appeal = new("<b>错了", "含有收费", Shapes.Noon, false) }))
            .Answer("GET /api/operations/reviews/days", new[] { new ReviewDay(new(2026, 3, 1), 0, 0, null), new ReviewDay(new(2026, 3, 2), 4, 1, 34) })
            .Answer($"GET /api/review-appeals/{Shapes.Id(20)}", new ReviewAppealDetails { ThingId = Shapes.Id(20), Kind = ReviewKind.Job, Title = "嵌入式工程师", Reason = "含有收费", CanAppeal = true })
            .Answer("GET /api/operations/review-samples", Shapes.PageOf(
                new ReviewSampleSummary(Shapes.Id(204), SampledKind.Chat, "<b>加我微信", Shapes.Id(30), "春招专场", "澄海物流", Shapes.Noon, false),
                new ReviewSampleSummary(Shapes.Id(205), SampledKind.Question, "", Shapes.Id(30), "春招专场", "澄海物流", Shapes.Noon, true)))
            .Answer("GET /api/operations/sampling", new SamplingStanding(
                [new(SampledKind.Chat, 10, Shapes.Noon, "周", "旺季", 3, 40, 36, 1), new(SampledKind.Question, 5, null, null, null, 0, 0, 0, 0)],
                [new(Shapes.Id(206), SampledKind.Chat, new(2026, 3, 1), 10, new('a', 64), 400, 40, 36, 1, Shapes.Noon)]))
            .Answer("GET /api/operations/reviews/undoable", new[] { new UndoableReview(Shapes.Id(203), ReviewKind.Job, "嵌入式工程师", true, true, TimeProvider.System.GetUtcNow().AddMinutes(8)) })
            .Answer("GET /api/operations/reviews/figures", new[] { new ReviewFigures(ReviewKind.Job, 2, Shapes.Noon, 9, 1, 34, 200) })
            .Answer("GET /api/qualifications", new[] { new AgencyQualifications("聘场人力", [Shapes.Licence(LicenceState.Approved)]) })
            .Answer("GET /api/operations/messages", Shapes.PageOf(
                new SentMessage(Shapes.Id(40), MessageChannel.Sms, "138****0001", "验证码", "482913", Shapes.Noon, Shapes.Noon, null, DeliveryState.Sent, Shapes.Noon, [new(Shapes.Noon, "stand-in", null, null)])))
            .Answer("GET /api/operations/maintenance", Shapes.PageOf(new MaintenanceLine(Shapes.Noon, MaintenanceAct.Started, "venue", "1.0.0")))
            .Answer("GET /api/operations/ledger/standing", new LedgerStanding(0, null, Shapes.Noon, 0, [new("job.decided", "岗位审核")]))
            .Answer("GET /api/operations/ledger", Shapes.PageOf(new LedgerLineSummary(
                Shapes.Id(43), Shapes.Noon, "job.decided", "岗位审核", new(Shapes.Id(44), "<b>周"), "10.0.0.8", new(Shapes.Id(10), "澄海物流"), null, "job", Shapes.Id(45),
                "Submitted", "Approved", "直播运营", "材料齐全", true)))
            .Answer("GET /api/operations/sign-ins", Shapes.PageOf(
                new SignInSummary(Shapes.Id(41), Shapes.Noon, "signedIn", "password", "139****0002", "10.0.0.8", "Chrome", null)))
            .Answer("GET /api/applications", Shapes.PageOf(Application()))
            .Answer($"GET /api/applications/{Shapes.Id(50)}", new ApplicationDetails { Summary = Application(), Job = Shapes.Job(), Resume = Shapes.Resume.Content, Phone = "138****0001" })
            .Answer("PUT /api/account/second-factor", new SecondFactorSecret("JBSWY3DPEHPK3PXP", "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP"))
            .Answer($"GET /api/exam-sessions/{Shapes.Id(70)}", Shapes.HandedIn)
            .Answer($"GET /api/booths/{FairShapes.BoothId}", FairShapes.BoothDetails(canRecruit: true))
            .Answer("GET /api/resume", Shapes.Resume)
            .Answer("GET /api/inbox", Shapes.PageOf(new InboxMessage(Shapes.Id(42), "对方查看了简历", "澄海物流", "/my/applications", Shapes.Noon, false)))
            .Answer("GET /api/account/sessions", Array.Empty<object>());
    }

    private static ApplicationSummary Application() => new()
    {
        Id = Shapes.Id(50),
        JobId = Shapes.Id(20),
        JobTitle = "仓储主管",
        EmployerName = "澄海物流",
        CandidateName = "李晓雯",
        AppliedAt = Shapes.Noon,
        State = ApplicationState.Received,
    };

    private static Contracts.LiveRooms.SessionSummary Summary() => new()
    {
        SessionId = Shapes.Id(31),
        StartedAt = Shapes.Noon,
        EndedAt = Shapes.Noon.AddMinutes(70),
        Visits = 10,
        Peak = 5,
        AverageStaySeconds = 60,
        Likes = 7,
        ChatMessages = 3,
        Questions = 1,
        Applications = 1,
        Audience = [new(Shapes.Noon, 5, 1, 1)],
        Cards = [],
        Sources = [new("qr", 4)],
    };
}
