using System.Net;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.Resumes;
using Pinchang.ServiceDefaults;

namespace Pinchang.Web.Tests;

/// <summary>Forms as a browser without script sends them.</summary>
public sealed class FormsTests : IDisposable
{
    private readonly WebSite _site = new();

    [Fact]
    public async Task Signing_in_relays_the_cookie_that_Api_set_and_goes_on_to_where_one_was()
    {
        _site.Api.Answer(
            "POST /api/sessions/phone", new SignedIn(false, Shapes.Candidate), HttpStatusCode.OK, "pinchang.session=fresh; path=/; httponly; samesite=lax");
        var response = await WebSite.SendFormAsync(
            _site.Browser(), "/sign-in?return=/my/resume", "/sign-in?handler=Phone", ("phone", "13800000001"), ("code", "482913"));

        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        response.Headers.Location!.ToString().ShouldBe("/my/resume");
        response.Headers.GetValues("Set-Cookie").ShouldContain(cookie => cookie.StartsWith("pinchang.session=fresh", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Signing_in_never_sends_anybody_to_another_site()
    {
        _site.Api.Answer("POST /api/sessions/phone", new SignedIn(false, Shapes.Candidate));
        var response = await WebSite.SendFormAsync(
            _site.Browser(), "/sign-in?return=https://elsewhere.example/", "/sign-in?handler=Phone", ("phone", "13800000001"), ("code", "482913"));
        response.Headers.Location!.ToString().ShouldBe("/");
    }

    [Fact]
    public async Task A_wrong_password_is_told_above_the_form_with_its_code_and_a_second_factor_is_asked_for_on_its_own_page()
    {
        _site.Api.Refuse("POST /api/sessions/password", HttpStatusCode.UnprocessableEntity, "accounts.credentials-wrong", "账号或密码不对。");
        var refused = await WebSite.SendFormAsync(
            _site.Browser(), "/sign-in?withPassword=true", "/sign-in?handler=Password", ("login", "hr"), ("password", "x"));
        var html = await refused.Content.ReadAsStringAsync();
        html.ShouldContain("账号或密码不对。");
        html.ShouldContain("accounts.credentials-wrong");

        _site.Api.Answer("POST /api/sessions/password", new SignedIn(true, null));
        var accepted = await WebSite.SendFormAsync(
            _site.Browser(), "/sign-in?withPassword=true&return=/recruiting", "/sign-in?handler=Password", ("login", "hr"), ("password", "x"));
        accepted.Headers.Location!.ToString().ShouldBe("/sign-in/second-factor?return=%2Frecruiting");
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_is_refused()
    {
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("phone", "13800000001")]);
        var response = await _site.Browser().PostAsync("/sign-in?handler=Code", content);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        _site.Api.Requests.ShouldNotContain(request => request.Method == "POST");
    }

    [Fact]
    public async Task Applying_carries_the_key_that_the_form_was_drawn_with_and_the_signature_of_Web()
    {
        var job = $"/jobs/{Shapes.Id(20)}";
        _site.Api.Answer($"GET /api{job}", Shapes.JobDetails()).Answer("GET /api/resume", Shapes.Resume).Answer("POST /api/applications", new ApplicationSummary
        {
            Id = Shapes.Id(50),
            JobId = Shapes.Id(20),
            JobTitle = "仓储主管",
            EmployerName = "澄海物流",
            CandidateName = "李晓雯",
            AppliedAt = Shapes.Noon,
            State = ApplicationState.Received,
        });
        var response = await WebSite.SendFormAsync(_site.BrowserOf(Shapes.Candidate), job, job, ("message", "下周到岗"));

        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        var sent = _site.Api.Last("POST", "/api/applications");
        Guid.Parse(sent.Headers["Idempotency-Key"]).Version.ShouldBe(7);
        sent.Headers["Cookie"].ShouldContain("pinchang.session=a-token");
        sent.Body.ShouldContain(Shapes.Id(20).ToString());
        WebCallSignature.Holds(
            "a-secret-of-the-test",
            sent.Headers[WebCallSignature.AddressHeader],
            sent.Headers.GetValueOrDefault(WebCallSignature.AgentHeader, ""),
            sent.Headers[WebCallSignature.SignatureHeader],
            TimeProvider.System.GetUtcNow()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_refused_field_keeps_what_was_typed_and_says_why_beside_it()
    {
        _site.Api.Refuse("POST /api/employers", HttpStatusCode.BadRequest, "employers.credit-code-wrong", "统一社会信用代码的校验位不对。", "creditCode");
        var response = await WebSite.SendFormAsync(
            _site.BrowserOf(Shapes.Candidate), "/register-employer", "/register-employer", ("name", "澄海物流"), ("creditCode", "91310000MA1FL002X5"));

        var html = await response.Content.ReadAsStringAsync();
        html.ShouldContain("value=\"91310000MA1FL002X5\"");
        html.ShouldContain("""<span class="field-problem" role="alert">统一社会信用代码的校验位不对。</span>""");
        html.Split("统一社会信用代码的校验位不对。").Length.ShouldBe(2, "the sentence stands once");
        html.Split("employers.credit-code-wrong").Length.ShouldBe(2, "and so does its code");
        html.ShouldContain("href=\"#refused-field\"");
    }

    [Fact]
    public async Task An_empty_PDF_is_refused_beside_its_field_and_the_resume_is_not_saved()
    {
        _site.Api.Answer("GET /api/resume", Shapes.Resume)
            .Refuse("POST /api/files", HttpStatusCode.BadRequest, "files.empty", "文件是空的。", "file");
        var response = await WebSite.SendFileAsync(_site.BrowserOf(Shapes.Candidate), "/my/resume", [], ("attachment", "cv.pdf"), ("name", "李晓雯"));

        (await response.Content.ReadAsStringAsync()).ShouldContain("""<span class="field-problem" role="alert">文件是空的。</span>""");
        _site.Api.Requests.ShouldNotContain(request => request.Method == "PUT");
    }

    [Fact]
    public async Task An_uploaded_licence_outlives_a_refused_registration_and_is_named()
    {
        _site.Api.Answer("POST /api/files", new StoredFile(Shapes.Id(60), "执照.pdf", "application/pdf", 4))
            .Refuse("POST /api/employers", HttpStatusCode.BadRequest, "employers.credit-code-wrong", "统一社会信用代码的校验位不对。", "creditCode");
        var response = await WebSite.SendFileAsync(
            _site.BrowserOf(Shapes.Candidate), "/register-employer", "%PDF"u8.ToArray(), ("licence", "licence.pdf"), ("name", "澄海物流"));

        var html = await response.Content.ReadAsStringAsync();
        html.ShouldContain($"name=\"licenceFileId\" value=\"{Shapes.Id(60)}\"");
        html.ShouldContain("已上传“执照.pdf”");
    }

    [Fact]
    public async Task A_field_of_one_period_says_its_own_refusal_though_an_empty_entry_stood_before_it()
    {
        _site.Api.Answer("GET /api/resume", Shapes.Resume)
            .Refuse("PUT /api/resume", HttpStatusCode.BadRequest, "resumes.ends-before-start", "结束时间不能早于开始时间。", "experience[0].to");
        var response = await WebSite.SendFormAsync(
            _site.BrowserOf(Shapes.Candidate),
            "/my/resume",
            "/my/resume",
            ("name", "李晓雯"),
            ("experience[0].company", ""),
            ("experience[1].company", "云栖软件"),
            ("experience[1].from", "2022-03"),
            ("experience[1].to", "2021-07"));

        var html = await response.Content.ReadAsStringAsync();
        html.ShouldContain("name=\"experience[0].to\" value=\"2021-07\"");
        html.ShouldContain("""<span class="field-problem" role="alert">结束时间不能早于开始时间。</span>""");
    }

    public void Dispose() => _site.Dispose();
}
