using System.Net;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;

namespace Pinchang.Web.Tests;

/// <summary>Whom a page lets in, and what the others see.</summary>
public sealed class AudienceTests : IDisposable
{
    private readonly WebSite _site = new();

    [Theory]
    [InlineData("/my")]
    [InlineData("/my/applications")]
    [InlineData("/recruiting")]
    [InlineData("/operations/jobs?state=refused")]
    public async Task Nobody_in_particular_is_sent_to_sign_in_and_back(string path)
    {
        var response = await _site.Browser().GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        response.Headers.Location!.ToString().ShouldBe($"/sign-in?return={Uri.EscapeDataString(path)}");
        _site.Api.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/recruiting/applications")]
    [InlineData("/operations/employers")]
    public async Task A_candidate_is_told_that_a_desk_is_not_theirs_with_a_number_to_quote(string path)
    {
        var response = await _site.BrowserOf(Shapes.Candidate).GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var html = await response.Content.ReadAsStringAsync();
        html.ShouldContain("您没有打开这里的权限");
        html.ShouldContain("403-");
    }

    [Fact]
    public async Task An_owner_whose_roles_sleep_is_led_to_the_second_factor_and_from_it_to_the_workbench()
    {
        var owner = Shapes.Candidate with { EmployerId = Shapes.Id(10), SecondFactorPending = true };
        var asked = await _site.BrowserOf(owner).GetAsync("/recruiting");
        asked.StatusCode.ShouldBe(HttpStatusCode.Found);
        var bind = asked.Headers.Location!.ToString();
        bind.ShouldBe("/my/second-factor?return=%2Frecruiting");

        (await _site.BrowserOf(owner).GetStringAsync("/my")).ShouldContain($"href=\"{bind}\"");

        _site.Api.Refuse("PUT /api/account/second-factor", HttpStatusCode.Conflict, "accounts.password-first", "请先设置密码。");
        var without = await _site.BrowserOf(owner).GetAsync(bind);
        without.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await without.Content.ReadAsStringAsync()).ShouldContain("href=\"/my/account?return=%2Fmy%2Fsecond-factor%3Freturn%3D%252Frecruiting#password\"");

        _site.Api.Answer("PUT /api/account/second-factor", new SecondFactorSecret("ABC", "otpauth://totp/x?secret=ABC"))
            .Answer("POST /api/account/second-factor/confirmations", new { });
        var bound = await WebSite.SendFormAsync(_site.BrowserOf(owner), bind, bind, ("code", "123456"));
        bound.Headers.Location!.ToString().ShouldBe("/recruiting");
    }

    [Fact]
    public async Task What_Api_does_not_know_is_the_404_page_in_its_own_words()
    {
        _site.Api.Refuse($"GET /api/live-rooms/{Shapes.Id(99)}", HttpStatusCode.NotFound, "live-rooms.not-found", "没有找到这个直播间。");
        var response = await _site.Browser().GetAsync($"/live/{Shapes.Id(99)}");
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var html = await response.Content.ReadAsStringAsync();
        html.ShouldContain("没有找到这个直播间。");
        html.ShouldContain("live-rooms.not-found");
    }

    [Fact]
    public async Task A_page_that_needs_an_absent_Api_says_when_to_come_back()
    {
        _site.Api.IsGone = true;
        var response = await _site.Browser().GetAsync("/jobs");
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync()).ShouldContain("服务暂时连不上");
    }

    [Theory]
    [InlineData("/my")]
    [InlineData("/my/exams")]
    public async Task Who_is_signed_in_is_not_sent_to_sign_in_because_Api_restarts(string path)
    {
        var browser = _site.BrowserOf(Shapes.Candidate);
        _site.Api.IsGone = true;
        var response = await browser.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync()).ShouldContain("服务暂时连不上");
    }

    [Fact]
    public async Task A_cookie_that_Api_does_not_know_any_more_is_nobody()
    {
        _site.Api.Refuse("GET /api/session", HttpStatusCode.Unauthorized, "common.signed-out", "请先登录。");
        var browser = _site.Browser();
        browser.DefaultRequestHeaders.Add("Cookie", "pinchang.session=an-old-token");
        (await browser.GetAsync("/my")).Headers.Location!.ToString().ShouldBe("/sign-in?return=%2Fmy");
    }

    [Fact]
    public async Task Exam_staff_whose_roles_sleep_come_to_their_own_desk_after_the_second_factor()
    {
        var sleeping = Shapes.Candidate with { SecondFactorPending = true };
        (await _site.BrowserOf(sleeping).GetStringAsync("/my")).ShouldContain("href=\"/my/second-factor?return=%2Fmy%2Fwork\"");

        var marker = Shapes.Operator with { Roles = [Roles.Marker] };
        (await _site.BrowserOf(marker).GetAsync("/my/work")).Headers.Location!.ToString().ShouldBe("/marking");
        var invigilator = Shapes.Operator with { Roles = [Roles.Invigilator] };
        (await _site.BrowserOf(invigilator).GetAsync("/my/work")).Headers.Location!.ToString().ShouldBe("/invigilation");
    }

    [Fact]
    public async Task A_visitor_without_a_session_costs_Api_no_question_who_it_is()
    {
        await _site.Browser().GetAsync("/help");
        _site.Api.Requests.ShouldBeEmpty();
        SessionDetails.Anonymous.IsSignedIn.ShouldBeFalse();
    }

    public void Dispose() => _site.Dispose();
}
