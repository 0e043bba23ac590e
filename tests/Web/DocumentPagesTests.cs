using Pinchang.Contracts.Documents;

namespace Pinchang.Web.Tests;

public sealed class DocumentPagesTests : IDisposable
{
    private const string Text = "## 适用范围\n\n<b>适用</b>于[全体](javascript:alert(1))人员，[说明](/help)。";

    private readonly WebSite _site = new();

    public static TheoryData<string, string> EveryPage => new()
    {
        { "operator", "/operations/documents" }, { "operator", "/operations/documents/live-service-rules" }, { "recruiter", "/my/documents" },
        { "nobody", "/guides" }, { "nobody", $"/guides/{Shapes.Id(90)}/exam-guide" },
    };

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Every_page_renders(string who, string path)
    {
        foreach (var state in Enum.GetValues<DocumentState>())
        {
            Prepare(state);
            var browser = who switch { "operator" => _site.BrowserOf(Shapes.Operator), "recruiter" => _site.BrowserOf(Shapes.Recruiter), _ => _site.Browser() };
            await RenderedPage.CheckAsync(await browser.GetAsync(path));
        }
    }

    [Fact]
    public async Task Markup_in_a_document_is_text_and_a_link_leads_to_a_page_or_nowhere()
    {
        Prepare(DocumentState.Published);
        var html = await _site.Browser().GetStringAsync($"/guides/{Shapes.Id(90)}/exam-guide");
        html.ShouldContain("&lt;b&gt;");
        html.ShouldNotContain("javascript:");
        html.ShouldContain("<a href=\"/help\">说明</a>");
    }

    public void Dispose() => _site.Dispose();

    private void Prepare(DocumentState state) => _site.Api
        .Answer("GET /api/operations/documents", Enum.GetValues<DocumentStanding>().Select(Summary).ToArray())
        .Answer("GET /api/operations/documents/live-service-rules", new DocumentDetails
        {
            Summary = Summary(DocumentStanding.Unacknowledged),
            Markdown = Text,
            Sections = [new("适用范围", "LH-4.4.2a")],
            Gaps = state == DocumentState.Draft ? ["禁止行为"] : [],
            Owner = "周岚",
            MayDecide = state == DocumentState.Submitted,
            Unacknowledged = ["陈佳"],
            Changes = [new(DocumentLineChange.Same, "一"), new(DocumentLineChange.Removed, "二"), new(DocumentLineChange.Added, "三")],
            Versions = [new(2, state, "周岚", Shapes.Noon, "何平", Shapes.Noon, "依据不足", new(2026, 1, 1), new(2026, 12, 1), null)],
        })
        .Answer("GET /api/my/documents", new[] { Public() })
        .Answer("GET /api/documents", new[] { Public() })
        .Answer($"GET /api/documents/{Shapes.Id(90)}/exam-guide", Public());

    private static PublicDocument Public() => new(Shapes.Id(90), "聘场人力", "exam-guide", DocumentService.Exam, DocumentKind.Guide, "考生指南", 1, new(2026, 1, 1), Text);

    private static RequiredDocument Summary(DocumentStanding standing) => new()
    {
        Key = "live-service-rules",
        Service = DocumentService.LiveHiring,
        Kind = DocumentKind.Rules,
        Title = "直播带岗服务规则",
        Clause = "LH-4.4.2a",
        Standing = standing,
        Version = standing == DocumentStanding.Missing ? null : 1,
        ReviewBy = new(2026, 12, 1),
        Newer = standing == DocumentStanding.Missing ? DocumentState.Draft : null,
        Bound = 3,
        Acknowledged = 1,
        IsMine = true,
    };
}
