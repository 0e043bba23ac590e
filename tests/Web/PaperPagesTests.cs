using System.Net;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Web.Tests;

/// <summary>What the exam office's pages of questions and papers offer, and what they no longer do.</summary>
public sealed class PaperPagesTests : IDisposable
{
    private static readonly DateTimeOffset Release = new(2099, 3, 1, 1, 0, 0, TimeSpan.Zero);
    private readonly WebSite _site = new();

    [Fact]
    public async Task A_sealed_paper_says_when_it_opens_and_offers_no_look_at_it()
    {
        var html = await DrawnAsync(Paper(PaperState.Sealed));

        html.ShouldContain("2099-03-01 09:00 之前任何人都不能打开");
        html.ShouldNotContain("查看全卷</a>");
        html.ShouldNotContain("handler=Seal\"");
        html.ShouldContain("handler=Postpone");
    }

    [Fact]
    public async Task The_first_person_is_not_offered_to_be_the_second()
    {
        (await DrawnAsync(Paper(PaperState.Sealing) with { SealedByCaller = true })).ShouldNotContain("handler=Countersign");
        (await DrawnAsync(Paper(PaperState.Sealing))).ShouldContain("handler=Countersign");
    }

    [Fact]
    public async Task Every_form_of_a_paper_carries_its_token()
    {
        var html = await DrawnAsync(Paper(PaperState.Assembled));

        html.Split("<form method=\"post\"").Length.ShouldBe(html.Split("name=\"antiforgery\"").Length);
    }

    [Fact]
    public async Task A_spreadsheet_with_refused_rows_offers_no_confirmation()
    {
        var id = Shapes.Id(61);
        _site.Api.Answer($"GET /api/exam-question-imports/{id}", new QuestionImportPreview
        {
            Id = id,
            FileName = "试题.xlsx",
            ReceivedAt = Release,
            News = 1,
            Changes = 0,
            Sames = 0,
            Refusals = 1,
            Rows =
            [
                new(2, "A-1", QuestionKind.SingleChoice, "题干", ImportVerdict.New, []),
                new(3, "A-1", null, "", ImportVerdict.Refused, [new("编号", "与第 2 行的编号相同。")]),
            ],
        });

        var html = await _site.BrowserOf(Setter).GetStringAsync($"/exam-office/questions/import/{id}");

        html.ShouldContain("与第 2 行的编号相同。");
        html.ShouldNotContain("handler=Confirm");
    }

    [Fact]
    public async Task Others_are_kept_out()
    {
        using var answer = await _site.BrowserOf(Shapes.Recruiter).GetAsync(new Uri("/exam-office/questions", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    public void Dispose() => _site.Dispose();

    private static SessionDetails Setter => Shapes.Recruiter with { EmployerId = null, EmployerName = null, Roles = [Roles.PaperSetter] };

    private static PaperDetails Paper(PaperState state) => new()
    {
        Summary = new()
        {
            Id = Shapes.Id(60),
            ProjectId = Shapes.Id(59),
            Title = "综合知识",
            State = state,
            Questions = 22,
            Points = 100,
            AssembledAt = Release.AddDays(-2),
            AssembledBy = "冯教授",
            ReleaseAt = state == PaperState.Assembled ? null : Release,
            MarkingOpensAt = state == PaperState.Assembled ? null : Release.AddHours(2),
            Released = false,
        },
        Sections = [new("s", "单选题", 22, 100, true, true)],
        SealNumber = "C78R4-74J8M",
        SecrecySigned = true,
        SealedByCaller = false,
        Accesses = 0,
    };

    private Task<string> DrawnAsync(PaperDetails paper)
    {
        _site.Api.Answer($"GET /api/exam-papers/{paper.Summary.Id}", paper)
            .Answer($"GET /api/exam-papers/{paper.Summary.Id}/access", new Page<PaperAccessLine>([], 0, 1, 20));
        return _site.BrowserOf(Setter).GetStringAsync($"/exam-office/papers/{paper.Summary.Id}");
    }
}
