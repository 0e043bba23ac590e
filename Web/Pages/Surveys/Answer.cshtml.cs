using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Surveys;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Surveys;

/// <summary>A questionnaire as it is filled in, and the thanks for it.</summary>
public sealed class AnswerModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    private IFormCollection? _typed;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public SurveySheet Sheet { get; private set; } = null!;   // read before the page is drawn

    /// <summary>The question that was refused.</summary>
    public string? Wrong { get; private set; }

    public bool Of(string field, int value) => _typed is { } typed && typed[field].Contains(value.ToString(CultureInfo.InvariantCulture));

    public string? TextOf(string field) => _typed?[field];

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.SurveySheetAsync(Id);
        if (answer.Value is not { } sheet)
        {
            return this.Refuse(answer);
        }

        Sheet = sheet;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        _typed = await Request.ReadFormAsync();
        var drawn = await OnGetAsync();
        if (drawn is not PageResult)
        {
            return drawn;
        }

        var answer = await _api.AnswerSurveyAsync(Id, new([.. Sheet.Questions.Select((question, place) => Value(question.Kind, $"q{place}"))]));
        if (answer.IsAccepted || answer.Problem?.Code == SurveyRefusals.Answered.Code)
        {
            // Sent twice, or from another window: it is with us either way.
            return Redirect($"/surveys/{Id}");
        }

        Wrong = answer.Problem!.Field;
        this.Show(answer.Problem);
        return Page();
    }

    private SurveyValue Value(SurveyQuestionKind kind, string field)
    {
        var given = _typed![field];
        return kind switch
        {
            SurveyQuestionKind.Text => new(null, null, given),
            SurveyQuestionKind.Scale => new(int.TryParse(given, CultureInfo.InvariantCulture, out var score) ? score : null, null, null),
            _ => new(null, [.. given.Select(one => int.TryParse(one, CultureInfo.InvariantCulture, out var option) ? option : -1)], null),
        };
    }
}
