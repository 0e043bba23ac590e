using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Pinchang.Contracts.Resumes;
using Pinchang.Web.Calls;

namespace Pinchang.Web.Shown;

/// <summary><c>&lt;scan-mark file="…" /&gt;</c>: beside the link to a file that staff open, whether no scanner looked through it yet. Nothing where one did.</summary>
[HtmlTargetElement("scan-mark", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ScanMarkTag(IServiceProvider services) : TagHelper
{
    public Guid? File { get; set; }

    /// <summary>Where the page knows it already.</summary>
    public FileScanMark? Known { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var mark = Known ?? (File is { } file ? (await services.GetRequiredService<ApiClient>().ScanMarkAsync(file)).Value : null);
        if (mark is null or { IsUnscanned: false, IsLocked: false })
        {
            output.SuppressOutput();
            return;
        }

        var words = services.GetRequiredService<IStringLocalizer<Words>>();
        var key = mark.IsLocked ? "scan-locked" : "scan-unscanned";
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", mark.IsLocked ? "state bad" : "state");
        output.Attributes.SetAttribute("title", words[$"{key}-why"].Value);
        output.Content.SetContent(words[key]);
    }
}
