using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Pinchang.Web.Shown;

/// <summary><c>&lt;state of="…" /&gt;</c>: a state in colour and word.</summary>
[HtmlTargetElement("state")]
public sealed class StateTag(IServiceProvider services) : TagHelper
{
    public required Enum Of { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"state {States.FaceOf(Of)}".TrimEnd());
        output.Content.SetContent(services.GetRequiredService<IStringLocalizer<Words>>()[$"{Of.GetType().Name}.{Of}"]);
    }
}
