using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Pinchang.Web.Calls;

namespace Pinchang.Web.Shown;

/// <summary>
/// <c>&lt;survey-invitation about="…" /&gt;</c>: the way to the questionnaire about a session, fair or exam, where one is open for whoever
/// looks at the page and they have not answered it. Nothing otherwise, and nothing where Api does not answer: the page is about something else.
/// </summary>
[HtmlTargetElement("survey-invitation", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SurveyInvitationTag(IServiceProvider services) : TagHelper
{
    public required Guid About { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var session = await services.GetRequiredService<Visitor>().GetAsync();
        var asked = session.IsSignedIn ? (await services.GetRequiredService<ApiClient>().OwnSurveysAsync(About)).Value ?? [] : [];
        if (Array.Find(asked, one => !one.HasAnswered) is not { } survey)
        {
            output.SuppressOutput();
            return;
        }

        var words = services.GetRequiredService<IStringLocalizer<Words>>();
        var encoder = services.GetRequiredService<HtmlEncoder>();
        var until = services.GetRequiredService<Moments>().Spelt(survey.ClosesAt);
        output.TagName = "p";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "notice section no-print");
        output.Content.SetHtmlContent(
            $"<span>{encoder.Encode(words["survey-asks", until])} <a href=\"/surveys/{survey.Id}\">{encoder.Encode(words["survey-answer"])}</a></span>");
    }
}
