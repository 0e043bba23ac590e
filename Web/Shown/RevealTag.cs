using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Pinchang.Contracts.Persons;
using Pinchang.Web.Pages.Persons;

namespace Pinchang.Web.Shown;

/// <summary><c>&lt;reveal thing="Application" id="…" part="Phone" /&gt;</c>: beside a masked value, the way to see it in full for a reason.</summary>
[HtmlTargetElement("reveal", TagStructure = TagStructure.WithoutEndTag)]
public sealed class RevealTag(IStringLocalizer<Words> words) : TagHelper
{
    public required RevealedThing Thing { get; set; }

    public required Guid Id { get; set; }

    public required RevealedPart Part { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "reveal small nowrap");
        output.Attributes.SetAttribute("href", RevealModel.To(Thing, Id, Part, ViewContext.HttpContext.Request));
        output.Content.SetContent(words["reveal"]);
    }
}
