using System.Net;
using Pinchang.Contracts.Complaints;

namespace Pinchang.Web.Tests;

/// <summary>Complaints: for everybody, for who holds the code, and for the desk.</summary>
public sealed class ComplaintPagesTests : IDisposable
{
    private const string Number = "TS26112300001";
    private const string Code = "ABCD-EFGH-JKMN-PQRS";

    private static readonly ComplaintPromise[] Promises = [.. Enum.GetValues<ComplaintKind>().Select(kind => new ComplaintPromise(kind, 24, 5))];

    private readonly WebSite _site = new();

    public static TheoryData<string, string> EveryPage => new()
    {
        { "nobody", "/complaints" }, { "candidate", $"/complaints?about=job&id={Shapes.Id(20)}" }, { "nobody", "/complaints/find" }, { "candidate", "/complaints/find" },
        { "candidate", $"/complaints/{Number}" }, { "operator", "/operations/complaints" }, { "operator", $"/operations/complaints?shelf=overdue&id={Shapes.Id(80)}" },
    };

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Every_page_renders(string who, string path)
    {
        foreach (var state in Enum.GetValues<ComplaintState>())
        {
            Prepare(state);
            await RenderedPage.CheckAsync(await BrowserOf(who).GetAsync(path));
        }
    }

    [Fact]
    public async Task Every_page_of_the_public_leads_to_a_complaint_about_it()
    {
        Prepare(ComplaintState.Submitted);
        _site.Api.Answer($"GET /api/jobs/{Shapes.Id(20)}", Shapes.JobDetails());
        var html = await _site.Browser().GetStringAsync($"/jobs/{Shapes.Id(20)}");
        html.ShouldContain($"/complaints?about=job&amp;id={Shapes.Id(20)}");
        html.ShouldContain($"/complaints?from=%2Fjobs%2F{Shapes.Id(20)}");
    }

    [Fact]
    public async Task A_complaint_is_sent_with_its_files_and_its_code_stays_out_of_the_address()
    {
        Prepare(ComplaintState.Submitted);
        _site.Api.Answer("POST /api/complaints", new FiledComplaint(Number, Code, Shapes.Noon, Shapes.Noon)).Answer($"POST /api/complaints/{Number}/files", Status(ComplaintState.Submitted));
        var sent = await WebSite.SendFileAsync(
            _site.Browser(), "/complaints?about=job&id=" + Shapes.Id(20), "%PDF"u8.ToArray(), ("files", "证据.pdf"),
            ("form.kind", "Fees"), ("form.text", "面试时被要求先交八百元培训费。"), ("form.anonymous", "true"), ("form.name", "不该留下"));

        sent.StatusCode.ShouldBe(HttpStatusCode.Found);
        sent.Headers.Location!.ToString().ShouldBe($"/complaints/{Number}");
        var asked = _site.Api.Last("POST", "/api/complaints");
        asked.Body.ShouldContain("\"subjectKind\":\"job\"");
        asked.Body.ShouldContain("\"anonymous\":true");
        asked.Body.ShouldNotContain("不该留下");
        _site.Api.Last("POST", $"/api/complaints/{Number}/files").Headers[ComplaintCode.Header].ShouldBe(Code);
        sent.Headers.GetValues("Set-Cookie").ShouldContain(cookie => cookie.StartsWith("pinchang.complaint=", StringComparison.Ordinal) && cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_kept_link_opens_the_status_without_leaving_the_code_in_the_address()
    {
        Prepare(ComplaintState.Answered);
        var browser = _site.Browser();
        var first = await browser.GetAsync($"/complaints/{Number}?code={Code}");
        first.Headers.Location!.ToString().ShouldBe($"/complaints/{Number}");
        (await browser.GetStringAsync($"/complaints/{Number}")).ShouldContain("已责令退还八百元");
        _site.Api.Last("GET", $"/api/complaints/{Number}").Headers[ComplaintCode.Header].ShouldBe(Code);
    }

    [Fact]
    public async Task A_wrong_code_is_told_and_keeps_the_number()
    {
        _site.Api.Refuse($"GET /api/complaints/{Number}", HttpStatusCode.NotFound, "complaints.code-wrong", "编号与查询码不符，请核对后再试。");
        var answer = await WebSite.SendFormAsync(_site.Browser(), "/complaints/find", "/complaints/find", ("number", Number), ("code", "x"));
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain("编号与查询码不符");
        html.ShouldContain($"value=\"{Number}\"");
    }

    public void Dispose() => _site.Dispose();

    private HttpClient BrowserOf(string who) => who switch
    {
        "candidate" => _site.BrowserOf(Shapes.Candidate),
        "operator" => _site.BrowserOf(Shapes.Operator),
        _ => _site.Browser(),
    };

    private void Prepare(ComplaintState state) => _site.Api
        .Answer("GET /api/complaint-subjects", new ComplaintSubject(ComplaintSubjectKind.Job, Shapes.Id(20), "直播运营", null, Promises))
        .Answer("GET /api/complaints/mine", new[] { new OwnComplaint(Number, ComplaintKind.Fees, "直播运营", state, Shapes.Noon) })
        .Answer($"GET /api/complaints/{Number}", Status(state))
        .Answer("GET /api/operations/complaints", Shapes.PageOf(Summary(state)))
        .Answer("GET /api/operations/complaints/handlers", new[] { new ComplaintHandler(Shapes.Id(81), "周岚", 2) })
        .Answer($"GET /api/operations/complaints/{Shapes.Id(80)}", Details(state));

    private static ComplaintStatus Status(ComplaintState state) => new()
    {
        Number = Number,
        Kind = ComplaintKind.Fees,
        SubjectKind = ComplaintSubjectKind.Job,
        SubjectName = "直播运营",
        Text = "面试时被要求先交八百元培训费。",
        State = state,
        SubmittedAt = Shapes.Noon,
        DueAt = state is ComplaintState.Submitted or ComplaintState.Accepted ? Shapes.Noon : null,
        Outcome = state == ComplaintState.Answered ? ComplaintOutcome.Upheld : null,
        Answer = state == ComplaintState.Answered ? "经查属实，已责令退还八百元。" : null,
        MayAdd = state == ComplaintState.Submitted,
        MayRate = state == ComplaintState.Answered,
        MayReopen = state == ComplaintState.Answered,
        MayWithdraw = state == ComplaintState.Submitted,
        Progress = [new(ComplaintStep.Submitted, Shapes.Noon, null, true), new(ComplaintStep.Asked, Shapes.Noon, "请补充转账截图。", false)],
        Files = [new(Shapes.Id(82), "转账.png", 1200)],
    };

    private static ComplaintSummary Summary(ComplaintState state) => new()
    {
        Id = Shapes.Id(80),
        Number = Number,
        Kind = ComplaintKind.Fees,
        SubjectKind = ComplaintSubjectKind.Job,
        SubjectName = "直播运营",
        Opening = "面试时被要求先交八百元培训费。",
        State = state,
        SubmittedAt = Shapes.Noon,
        DueAt = state is ComplaintState.Submitted or ComplaintState.Accepted ? Shapes.Noon : null,
        IsOverdue = state == ComplaintState.Accepted,
        Escalations = 1,
        Round = 2,
        HandlerName = "周岚",
    };

    private static ComplaintDetails Details(ComplaintState state) => new()
    {
        Summary = Summary(state),
        Text = "面试时被要求先交八百元培训费。<script>alert(1)</script>",
        Excerpt = "某某：加微信详聊",
        SubjectId = Shapes.Id(20),
        ComplainantName = "林**",
        Contact = "138****0001",
        Page = "/jobs",
        Outcome = state == ComplaintState.Answered ? ComplaintOutcome.Upheld : null,
        Answer = state == ComplaintState.Answered ? "经查属实。" : null,
        Rating = state == ComplaintState.Answered ? 4 : null,
        MergedInto = state == ComplaintState.Merged ? "TS26112300002" : null,
        Recused = ["何平"],
        MayHandle = state != ComplaintState.Closed,
        Entries = [.. Enum.GetValues<ComplaintStep>().Select(step => new ComplaintEntryDetails(step, Shapes.Noon, null, false, "说明"))],
        Files = [new(Shapes.Id(82), "转账.png", 1200)],
    };
}
