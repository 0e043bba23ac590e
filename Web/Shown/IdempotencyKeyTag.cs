using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Pinchang.Web.Shown;

/// <summary><c>&lt;idempotency-key /&gt;</c>: made when the form is drawn, so that sending it twice acts once.</summary>
[HtmlTargetElement("idempotency-key")]
public sealed class IdempotencyKeyTag(TimeProvider time) : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "input";
        output.TagMode = TagMode.SelfClosing;
        output.Attributes.SetAttribute("type", "hidden");
        output.Attributes.SetAttribute("name", "key");
        output.Attributes.SetAttribute("value", Guid.CreateVersion7(time.GetUtcNow()));
    }
}
