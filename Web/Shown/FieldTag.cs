using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Web.Shown;

/// <summary>
/// <c>&lt;field name="title" label="…"&gt;&lt;input name="title" …&gt;&lt;/field&gt;</c>: a labelled control with its hint,
/// and the refusal's sentence beside it when Api refused this field.
/// </summary>
[HtmlTargetElement("field")]
public sealed class FieldTag(IServiceProvider services) : TagHelper
{
    /// <summary>Where the refused field stands in the page.</summary>
    internal const string RefusedId = "refused-field";

    private static readonly object TakenKey = new();

    /// <summary>As Api names it, in camelCase.</summary>
    public required string Name { get; set; }

    public required string Label { get; set; }

    public string? Hint { get; set; }

    public bool Optional { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    internal static bool HasTaken(Problem problem, HttpContext context) => ReferenceEquals(context.Items[TakenKey], problem);

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var encoder = services.GetRequiredService<HtmlEncoder>();
        var problem = ViewContext.ViewData["Problem"] as Problem;
        var isMine = problem?.Field is { } field && field.Equals(Name, StringComparison.OrdinalIgnoreCase);

        output.TagName = "label";
        output.Attributes.SetAttribute("class", isMine ? "field has-problem" : "field");
        var optional = Optional
            ? $"""<span class="field-optional">{encoder.Encode(services.GetRequiredService<IStringLocalizer<Words>>()["optional"])}</span>"""
            : "";
        output.PreContent.AppendHtml($"""<span class="field-label"><span>{encoder.Encode(Label)}</span>{optional}</span>""");
        output.Content.SetHtmlContent(await output.GetChildContentAsync());
        if (isMine)
        {
            ViewContext.HttpContext.Items[TakenKey] = problem;
            output.Attributes.SetAttribute("id", RefusedId);
            output.PostContent.AppendHtml($"""<span class="field-problem" role="alert">{encoder.Encode(problem!.Title)}</span><code class="field-code">{encoder.Encode(problem.Code)}</code>""");
        }
        else if (Hint is not null)
        {
            output.PostContent.AppendHtml($"""<span class="field-hint">{encoder.Encode(Hint)}</span>""");
        }
    }
}
