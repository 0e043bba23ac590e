using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Pinchang.Web.Shown;

/// <summary><c>&lt;moment at="…" /&gt;</c>: a time as people say it, with the exact one on hover and for machines.</summary>
[HtmlTargetElement("moment")]
public sealed class MomentTag(IServiceProvider services) : TagHelper
{
    public DateTimeOffset At { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", At.ToString("O", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("title", Moments.Exactly(At));
        output.Content.SetContent(services.GetRequiredService<Moments>().Said(At));
    }
}
