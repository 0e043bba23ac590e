using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Surveys;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Surveys;

/// <summary>A question as it is typed; options one a line.</summary>
public sealed class SurveyRow
{
    public string? Text { get; set; }

    public SurveyQuestionKind Kind { get; set; }

    public SurveyAspect Aspect { get; set; }

    public string? Options { get; set; }

    public bool Required { get; set; }
}

/// <summary>A questionnaire as it is typed.</summary>
public sealed class SurveyForm
{
    public string? Title { get; set; }

    public string? Introduction { get; set; }

    public List<SurveyRow> Rows { get; set; } = [];
}

/// <summary>One questionnaire: written, then sent, then read.</summary>
public sealed class SurveyModel(IServiceProvider services) : PageModel
{
    private const int BlankRows = 2;
    private const int MostRows = 20;

    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public SurveyResults Results { get; private set; } = null!;   // read before the page is drawn

    public SurveyForm Draft { get; private set; } = new();

    public bool MayManage { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.SurveyResultsAsync(Id);
        if (answer.Value is not { } results)
        {
            return this.Refuse(answer);
        }

        Results = results;
        MayManage = (await services.GetRequiredService<Visitor>().GetAsync()).May(Access.ManageSurveys);
        Draft = new()
        {
            Title = results.Survey.Summary.Title,
            Introduction = results.Survey.Introduction,
            Rows =
            [
                .. results.Survey.Questions.Select(question => new SurveyRow
                {
                    Text = question.Text,
                    Kind = question.Kind,
                    Aspect = question.Aspect,
                    Options = string.Join('\n', question.Options),
                    Required = question.Required,
                }),
            ],
        };
        AddBlankRows();
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(Guid key, SurveyForm form)
    {
        // A question without words is one that is taken out.
        SurveyRow[] rows = [.. form.Rows.Where(row => !string.IsNullOrWhiteSpace(row.Text))];
        var change = new ChangeSurvey(form.Title ?? "", form.Introduction, [.. rows.Select(Question)]);
        var answer = await _api.ChangeSurveyAsync(Id, change, key);
        if (answer.IsAccepted)
        {
            TempData["Done"] = "saved";
            return Redirect($"/operations/surveys/{Id}");
        }

        var drawn = await DrawAfterAsync(answer.Problem!);
        (form.Rows, Draft) = ([.. rows], form);
        AddBlankRows();
        return drawn;
    }

    public async Task<IActionResult> OnPostPublishAsync(Guid key, int days)
    {
        var answer = await _api.PublishSurveyAsync(Id, days, key);
        return answer.IsAccepted ? Done("published") : await DrawAfterAsync(answer.Problem!);
    }

    public async Task<IActionResult> OnPostCloseAsync(Guid key)
    {
        var answer = await _api.CloseSurveyAsync(Id, key);
        return answer.IsAccepted ? Done("closed") : await DrawAfterAsync(answer.Problem!);
    }

    private static SurveyQuestion Question(SurveyRow row) => new(
        row.Text!,
        row.Kind,
        row.Aspect,
        row.Required,
        row.Kind is SurveyQuestionKind.Single or SurveyQuestionKind.Multiple
            ? (row.Options ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : []);

    private void AddBlankRows()
    {
        for (var added = 0; added < BlankRows && Draft.Rows.Count < MostRows; added++)
        {
            Draft.Rows.Add(new());
        }
    }

    private RedirectResult Done(string what)
    {
        TempData["Done"] = what;
        return Redirect($"/operations/surveys/{Id}");
    }

    private async Task<IActionResult> DrawAfterAsync(Problem problem)
    {
        var drawn = await OnGetAsync();
        this.Show(problem);
        return drawn;
    }
}
