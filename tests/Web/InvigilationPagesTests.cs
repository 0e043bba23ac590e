using System.Net;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Web.Tests;

public sealed class InvigilationPagesTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private readonly WebSite _site = new();

    private static readonly InvigilationSitting Running = new()
    {
        Id = Shapes.Id(70),
        ProjectId = Shapes.Id(71),
        ProjectTitle = "2026年度公开招聘",
        Title = "综合知识",
        OpensAt = Now.AddMinutes(-40),
        StartsAt = Now.AddMinutes(-10),
        EndsAt = Now.AddHours(2),
        Candidates = 60,
        OpenEvents = 3,
    };

    [Fact]
    public async Task The_list_says_which_sittings_run_and_leads_to_their_walls()
    {
        _site.Api.Answer("GET /api/invigilation/sittings", new[] { Running, Running with { Id = Shapes.Id(72), OpensAt = Now.AddDays(1), StartsAt = Now.AddDays(1), EndsAt = Now.AddDays(2) } });
        var html = await Invigilator().GetStringAsync("/invigilation");

        html.ShouldContain("考试中");
        html.ShouldContain("未开始");
        html.ShouldContain($"/invigilation/sittings/{Running.Id}");
        html.ShouldNotContain("还没有由您监考的场次");
    }

    [Fact]
    public async Task An_empty_list_says_what_will_be_there()
    {
        _site.Api.Answer("GET /api/invigilation/sittings", Array.Empty<InvigilationSitting>());
        (await Invigilator().GetStringAsync("/invigilation")).ShouldContain("还没有由您监考的场次");
    }

    [Theory]
    [InlineData(Roles.Invigilator, false)]
    [InlineData(Roles.ExamOfficer, true)]
    public async Task The_wall_is_dark_and_only_the_office_may_extend_a_whole_sitting(string role, bool mayExtend)
    {
        _site.Api.Answer($"GET /api/exam-sittings/{Running.Id}/wall", Wall());
        var response = await _site.BrowserOf(Shapes.Operator with { Roles = [role] }).GetAsync($"/invigilation/sittings/{Running.Id}");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var html = await response.Content.ReadAsStringAsync();
        html.ShouldContain("wall-page dark");
        html.ShouldContain($"<invigilation-wall sitting=\"{Running.Id}\"");
        html.Contains("may-extend", StringComparison.Ordinal).ShouldBe(mayExtend);
        html.ShouldContain("监考墙需要启用浏览器脚本");
    }

    [Fact]
    public async Task Whoever_does_not_invigilate_is_not_shown_the_wall()
    {
        (await _site.BrowserOf(Shapes.Candidate).GetAsync("/invigilation")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await _site.BrowserOf(Shapes.Operator).GetAsync("/invigilation")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await _site.Browser().GetAsync("/invigilation")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    public void Dispose() => _site.Dispose();

    private static InvigilationWall Wall() => new()
    {
        SittingId = Running.Id,
        ProjectTitle = Running.ProjectTitle,
        Title = Running.Title,
        OpensAt = Running.OpensAt,
        StartsAt = Running.StartsAt,
        EndsAt = Running.EndsAt,
        ServerNow = Now,
        Version = 1,
        Tiles = [],
    };

    private HttpClient Invigilator() => _site.BrowserOf(Shapes.Operator with { Roles = [Roles.Invigilator] });
}
