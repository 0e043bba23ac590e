using System.Net;
using System.Text.Json;
using Pinchang.Contracts.Fairs;
using Pinchang.Web.Calls;

namespace Pinchang.Web.Tests;

public sealed class FairPagesTests : IDisposable
{
    private readonly WebSite _site = new();

    private static string Fair => $"/fairs/{FairShapes.FairId}";

    private static string Office => $"/operations/fairs/{FairShapes.FairId}";

    [Fact]
    [Clause("JF-8.3.1-ad", at: "Web/Pages/Fairs/Fair.cshtml")]
    public async Task The_announcement_shows_all_seven_elements_to_everybody_and_markup_as_text()
    {
        FairShapes.Prepare(_site.Api);
        var html = await _site.Browser().GetStringAsync(Fair);
        foreach (var element in new[] { "春季物流专场网络招聘会", "主办：聘场人力资源服务有限公司", "协办：无", "物流、仓储、供应链岗位&lt;b&gt;", "有意从事物流行业的求职者", "企业 20 家，岗位 120 个", "完善简历后报名", "在本页报名", "021-60000000", "变更通告", "报名人数较多" })
        {
            html.ShouldContain(element);
        }
    }

    [Theory]
    [InlineData(null, "登录并报名")]
    [InlineData(FairRegistrationState.Submitted, "审核通过后会在消息里通知您")]
    [InlineData(FairRegistrationState.Approved, "取号后可以去看别的展位")]
    public async Task What_a_visitor_may_do_next_stands_beside_it(FairRegistrationState? state, string sentence)
    {
        FairShapes.Prepare(_site.Api).Answer($"GET /api/fairs/{FairShapes.FairId}", FairShapes.Details() with { Registration = state is { } given ? FairShapes.Registration(given) : null });
        (await (state is null ? _site.Browser() : _site.BrowserOf(Shapes.Candidate)).GetStringAsync(Fair)).ShouldContain(sentence);
    }

    [Fact]
    [Clause("JF-8.3.1-can", at: "Web/Pages/Fairs/Fair.cshtml.cs")]
    public async Task A_candidate_registers_and_a_refusal_is_said_where_the_form_stands()
    {
        FairShapes.Prepare(_site.Api).Answer($"POST /api/fairs/{FairShapes.FairId}/registrations", FairShapes.Registration());
        var sent = await WebSite.SendFormAsync(_site.BrowserOf(Shapes.Candidate), Fair, $"{Fair}?handler=register", ("entrusted", "true"));
        sent.Headers.Location!.ToString().ShouldBe(Fair);
        var asked = _site.Api.Last("POST", $"/api/fairs/{FairShapes.FairId}/registrations");
        asked.Body.ShouldBe("""{"entrusted":true}""");
        asked.Headers.ShouldContainKey("Idempotency-Key");

        _site.Api.Refuse($"POST /api/fairs/{FairShapes.FairId}/registrations", HttpStatusCode.UnprocessableEntity, "fairs.resume-needed", "请先完善简历再报名。");
        var refused = await WebSite.SendFormAsync(_site.BrowserOf(Shapes.Candidate), Fair, $"{Fair}?handler=register");
        (await refused.Content.ReadAsStringAsync()).ShouldContain("请先完善简历再报名。");
    }

    [Fact]
    public async Task The_lobby_and_a_booth_can_be_read_without_script()
    {
        FairShapes.Prepare(_site.Api);
        var lobby = await _site.Browser().GetStringAsync($"{Fair}/halls?q=仓储");
        lobby.ShouldContain("<fair-hall");
        lobby.ShouldContain("澄海物流");
        lobby.ShouldContain("4 人排队");
        _site.Api.Last("GET", $"/api/fairs/{FairShapes.FairId}/lobby").Query.ShouldContain("q=");

        var booth = await _site.Browser().GetStringAsync($"{Fair}/booths/{FairShapes.BoothId}");
        booth.ShouldContain("<booth-queue");
        booth.ShouldContain("仓储主管");
        booth.ShouldContain("周敏");
    }

    [Fact]
    public async Task A_talk_is_the_candidates_page_and_leads_a_recruiter_to_the_desk()
    {
        FairShapes.Prepare(_site.Api);
        (await _site.BrowserOf(Shapes.Candidate).GetStringAsync($"{Fair}/talks/{FairShapes.TalkId}")).ShouldContain("<fair-talk");

        _site.Api.Answer($"GET /api/talks/{FairShapes.TalkId}", FairShapes.Talk(isRecruiter: true));
        var led = await _site.BrowserOf(Shapes.Recruiter).GetAsync($"{Fair}/talks/{FairShapes.TalkId}");
        led.Headers.Location!.ToString().ShouldBe($"/recruiting/fairs/{FairShapes.FairId}/booths/{FairShapes.BoothId}/desk");
    }

    [Fact]
    public async Task Only_who_stands_at_the_booth_gets_its_desk()
    {
        FairShapes.Prepare(_site.Api);
        var desk = $"/recruiting/fairs/{FairShapes.FairId}/booths/{FairShapes.BoothId}/desk";
        (await _site.BrowserOf(Shapes.Recruiter).GetAsync(desk)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        _site.Api.Answer($"GET /api/booths/{FairShapes.BoothId}", FairShapes.BoothDetails(canRecruit: true));
        (await _site.BrowserOf(Shapes.Recruiter).GetStringAsync(desk)).ShouldContain("<booth-desk");
    }

    [Fact]
    [Clause("JF-8.3.1-ad", at: "Web/Pages/FairOffice/Fair.cshtml.cs")]
    public async Task A_draft_names_what_is_missing_and_cannot_be_published_until_then()
    {
        FairShapes.Prepare(_site.Api, FairPhase.Draft).Answer(
            $"GET /api/fairs/{FairShapes.FairId}", FairShapes.Details(FairPhase.Draft) with { Missing = [new("enquiries", "咨询与联系方式", false), new("scale", "规模", true)] });
        var html = await _site.BrowserOf(Shapes.Operator).GetStringAsync(Office);
        html.ShouldContain("还差 2 项");
        html.ShouldContain("咨询与联系方式");
        html.ShouldContain("仍写着待定一类的字样");
        html.ShouldContain("<button class=\"button wide\" type=\"submit\" disabled");
    }

    [Fact]
    public async Task An_announcement_is_saved_as_it_was_typed_with_Chinas_time_and_only_the_halls_that_have_a_name()
    {
        FairShapes.Prepare(_site.Api, FairPhase.Draft).Answer($"PUT /api/fairs/{FairShapes.FairId}", FairShapes.Details(FairPhase.Draft));
        var html = await _site.BrowserOf(Shapes.Operator).GetStringAsync(Office);
        html.ShouldContain("value=\"2026-11-20T12:00\"");
        html.ShouldContain("name=\"halls[1].name\"");

        var saved = await WebSite.SendFormAsync(_site.BrowserOf(Shapes.Operator), "/operations/fairs/new", Office, ("name", "新的一场"), ("opensAt", "2026-12-01T09:00"), ("halls[0].name", " 综合厅 "), ("halls[1].name", ""));
        saved.Headers.Location!.ToString().ShouldBe(Office);
        var fair = Sent<SaveFair>("PUT", $"/api/fairs/{FairShapes.FairId}");
        fair.Name.ShouldBe("新的一场");
        fair.OpensAt.ShouldBe(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.FromHours(8)));
        fair.Halls.ShouldBe([new FairHall(null, "综合厅", null)]);
    }

    [Fact]
    public async Task What_was_typed_of_a_fair_stays_when_Api_goes_away_while_it_is_saved()
    {
        FairShapes.Prepare(_site.Api, FairPhase.Draft)
            .Refuse($"GET /api/fairs/{FairShapes.FairId}", HttpStatusCode.ServiceUnavailable, "common.unavailable", "服务暂时连不上，请稍后再试。")
            .Refuse($"PUT /api/fairs/{FairShapes.FairId}", HttpStatusCode.ServiceUnavailable, "common.unavailable", "服务暂时连不上，请稍后再试。");
        var answer = await WebSite.SendFormAsync(
            _site.BrowserOf(Shapes.Operator), "/operations/fairs/new", Office, ("name", "春季物流专场"), ("content", "写了半天的内容"), ("halls[0].name", "综合厅"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain("服务暂时连不上");
        html.ShouldContain("<h1>春季物流专场</h1>");
        html.ShouldContain("写了半天的内容");
    }

    [Fact]
    public async Task A_search_without_hits_does_not_say_that_there_are_no_booths_yet()
    {
        FairShapes.Prepare(_site.Api).Answer($"GET /api/fairs/{FairShapes.FairId}/lobby", FairShapes.Lobby() with { Halls = [] });
        (await _site.Browser().GetStringAsync($"{Fair}/halls?q=没有的")).ShouldContain("没有找到这样的展位");
        (await _site.Browser().GetStringAsync($"{Fair}/halls")).ShouldContain("企业审核通过后");
    }

    [Fact]
    [Clause("JF-8.4", at: "Web/Pages/FairOffice/Fair.cshtml.cs")]
    public async Task A_published_fair_changes_with_a_reason_and_is_cancelled_by_its_name()
    {
        FairShapes.Prepare(_site.Api, FairPhase.Upcoming)
            .Answer($"POST /api/fairs/{FairShapes.FairId}/changes", FairShapes.Details(FairPhase.Upcoming))
            .Answer($"POST /api/fairs/{FairShapes.FairId}/cancellations", FairShapes.Details(FairPhase.Cancelled));
        var html = await _site.BrowserOf(Shapes.Operator).GetStringAsync(Office);
        html.ShouldContain("通知已报名的 318 人");
        html.ShouldContain("确定取消“春季物流专场网络招聘会”");

        await WebSite.SendFormAsync(_site.BrowserOf(Shapes.Operator), Office, $"{Office}?handler=change", ("name", "改了名"), ("reason", "场地调整"));
        var change = Sent<ChangeFair>("POST", $"/api/fairs/{FairShapes.FairId}/changes");
        change.Announcement.Name.ShouldBe("改了名");
        change.Reason.ShouldBe("场地调整");

        await WebSite.SendFormAsync(_site.BrowserOf(Shapes.Operator), Office, $"{Office}?handler=cancel", ("cancelReason", "报名不足"));
        Sent<CancelFair>("POST", $"/api/fairs/{FairShapes.FairId}/cancellations").ShouldBe(new CancelFair("报名不足"));
    }

    [Fact]
    [Clause("JF-8.3.1-emp", at: "Web/Pages/FairOffice/Exhibitors.cshtml.cs")]
    public async Task An_employer_is_approved_into_a_hall_and_candidates_are_decided_on_together()
    {
        FairShapes.Prepare(_site.Api)
            .Answer($"POST /api/fairs/{FairShapes.FairId}/exhibitor-decisions", FairShapes.Exhibitor(FairRegistrationState.Approved))
            .Answer($"POST /api/fairs/{FairShapes.FairId}/registration-decisions", new RegistrationsDecided(1));
        var exhibitors = $"{Office}/exhibitors";
        await WebSite.SendFormAsync(
            _site.BrowserOf(Shapes.Operator), exhibitors, $"{exhibitors}?state=submitted&chosen={Shapes.Id(65)}", ("approved", "true"), ("hallId", FairShapes.HallId.ToString()), ("boothNumber", "A07"));
        Sent<DecideExhibitor>("POST", $"/api/fairs/{FairShapes.FairId}/exhibitor-decisions")
            .ShouldBe(new() { ExhibitorId = Shapes.Id(65), SubmittedAt = FairShapes.Exhibitor(FairRegistrationState.Submitted).SubmittedAt, Approved = true, HallId = FairShapes.HallId, BoothNumber = "A07" });

        var registrations = $"{Office}/registrations";
        var decided = await WebSite.SendFormAsync(
            _site.BrowserOf(Shapes.Operator), registrations, registrations, ("registrationIds", Shapes.Id(66).ToString()), ("approved", "false"), ("reason", "信息不全"));
        decided.StatusCode.ShouldBe(HttpStatusCode.Found);
        var together = Sent<DecideRegistrations>("POST", $"/api/fairs/{FairShapes.FairId}/registration-decisions");
        together.RegistrationIds.ShouldBe([Shapes.Id(66)]);
        together.Reason.ShouldBe("信息不全");
    }

    [Fact]
    public async Task An_employer_asks_to_join_and_afterwards_changes_its_booth()
    {
        FairShapes.Prepare(_site.Api).Answer($"POST /api/fairs/{FairShapes.FairId}/exhibitors", FairShapes.Exhibitor()).Answer($"PUT /api/booths/{FairShapes.BoothId}", FairShapes.BoothDetails());
        var page = $"/recruiting/fairs/{FairShapes.FairId}";
        (string, string)[] chosen = [("introduction", "全国 12 个仓"), ("jobIds", Shapes.Id(20).ToString()), ("staffIds", Shapes.Id(2).ToString())];
        await WebSite.SendFormAsync(_site.BrowserOf(Shapes.Recruiter), page, page, chosen);
        Sent<RegisterExhibitor>("POST", $"/api/fairs/{FairShapes.FairId}/exhibitors").JobIds.ShouldBe([Shapes.Id(20)]);

        _site.Api.Answer($"GET /api/fairs/{FairShapes.FairId}", FairShapes.Details() with { Exhibitor = FairShapes.Exhibitor(FairRegistrationState.Approved) });
        await WebSite.SendFormAsync(_site.BrowserOf(Shapes.Recruiter), page, page, chosen);
        Sent<ChangeBooth>("PUT", $"/api/booths/{FairShapes.BoothId}").StaffIds.ShouldBe([Shapes.Id(2)]);
    }

    public void Dispose() => _site.Dispose();

    private T Sent<T>(string method, string path) => JsonSerializer.Deserialize<T>(_site.Api.Last(method, path).Body, ApiClient.Json)!;
}
