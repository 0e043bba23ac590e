using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace Pinchang.Web.Shown;

/// <summary>Markdown that staff wrote, as HTML: markup in it is text, and a link leads to a page or nowhere.</summary>
internal static class MarkdownText
{
    private static readonly string[] Schemes = ["http", "https", "mailto", "tel"];

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    public static IHtmlContent Of(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>())
        {
            link.Url = !link.IsImage && Leads(link.Url) ? link.Url : "";
        }

        foreach (var link in document.Descendants<AutolinkInline>())
        {
            link.Url = Leads(link.Url) ? link.Url : "";
        }

        return new HtmlString(document.ToHtml(Pipeline));
    }

    private static bool Leads(string? url) =>
        url is { Length: > 0 } && ((url[0] == '/' && !url.StartsWith("//", StringComparison.Ordinal)) || (Uri.TryCreate(url, UriKind.Absolute, out var uri) && Schemes.Contains(uri.Scheme)));
}
