using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Web.Shown;

/// <summary>
/// <c>&lt;problem /&gt;</c>: the refusal above a form, with its code. One that a field of the page says beside itself
/// is only pointed to from here.
/// </summary>
[HtmlTargetElement("problem")]
public sealed class ProblemTag(IStringLocalizer<Words> words) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        if (ViewContext.ViewData["Problem"] is Problem problem)
        {
            output.Content.SetHtmlContent(new Strip(problem, ViewContext.HttpContext, words["see-field"], words["to-qualifications"]));
        }
    }

    /// <summary>Written out after the whole page is drawn, when it is known whether a field took the refusal.</summary>
    private sealed class Strip(Problem problem, HttpContext context, string seeField, string toQualifications) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder) =>
            writer.Write(FieldTag.HasTaken(problem, context)
                ? $"""<div class="problem-strip" role="alert"><div><a href="#{FieldTag.RefusedId}">{encoder.Encode(seeField)}</a></div></div>"""
                : $"""<div class="problem-strip" role="alert"><div>{encoder.Encode(problem.Title)}{Remedy(encoder)}<code>{encoder.Encode(problem.Code)}</code></div></div>""");

        /// <summary>Whoever may not do a duty is led to where what is missing is shown and signed.</summary>
        private string Remedy(HtmlEncoder encoder) =>
            problem.Code is "staff.unqualified" or "staff.unsigned" ? $""" <a href="/my/qualifications">{encoder.Encode(toQualifications)}</a>""" : "";
    }
}
