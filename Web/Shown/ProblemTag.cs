using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Web.Shown;

/// <summary><c>&lt;problem /&gt;</c>: the refusal above a form, with its code; the fields say their own.</summary>
[HtmlTargetElement("problem")]
public sealed class ProblemTag(HtmlEncoder encoder) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        if (ViewContext.ViewData["Problem"] is Problem problem)
        {
            output.Content.SetHtmlContent(
                $"""<div class="problem-strip" role="alert"><div>{encoder.Encode(problem.Title)}<code>{encoder.Encode(problem.Code)}</code></div></div>""");
        }
    }
}
