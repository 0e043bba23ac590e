using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Pinchang.Contracts;

namespace Pinchang.Web.Shown;

/// <summary><c>marked-text="…" marks="…"</c> on any element: the text with the places that rules point at made visible, each naming its rule.</summary>
[HtmlTargetElement("*", Attributes = TextAttribute)]
public sealed class MarkedTextTag(IServiceProvider services) : TagHelper
{
    private const string TextAttribute = "marked-text";

    [HtmlAttributeName(TextAttribute)]
    public string Text { get; set; } = "";

    /// <summary>Of this text alone. Where two meet the one that begins first is shown, and the longer of those.</summary>
    public IEnumerable<TextMark> Marks { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var encoder = services.GetRequiredService<HtmlEncoder>();
        var at = 0;
        output.Content.Clear();
        foreach (var mark in Marks.OrderBy(mark => mark.Start).ThenByDescending(mark => mark.Length))
        {
            if (mark.Start < at || mark.Start + mark.Length > Text.Length)
            {
                continue;
            }

            output.Content.Append(Text[at..mark.Start]);
            at = mark.Start + mark.Length;
            output.Content.AppendHtml($"<mark class=\"{(mark.Grave ? "found grave" : "found")}\" title=\"{encoder.Encode(mark.Rule)}\">");
            output.Content.Append(Text[mark.Start..at]);
            output.Content.AppendHtml("</mark>");
        }

        output.Content.Append(Text[at..]);
    }
}
