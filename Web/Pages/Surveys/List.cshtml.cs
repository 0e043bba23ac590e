using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Surveys;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Surveys;

/// <summary>An agency's questionnaires, and where a new one begins.</summary>
public sealed class ListModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public SurveyService Service { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    [BindProperty]
    public Guid SubjectId { get; set; }

    [BindProperty]
    public SurveyAudience Audience { get; set; }

    public Page<SurveySummary> Found { get; private set; } = new([], 0, 1, 20);

    public SurveySubject[] Subjects { get; private set; } = [];

    /// <summary>Who sat an exam has no employer to speak for.</summary>
    public SurveyAudience[] Audiences => Service == SurveyService.Exam ? [SurveyAudience.Candidate] : Enum.GetValues<SurveyAudience>();

    public bool MayManage { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.SurveysAsync(Math.Max(1, Number));
        if (answer.Value is not { } found)
        {
            return this.Refuse(answer);
        }

        Found = found;
        MayManage = (await services.GetRequiredService<Visitor>().GetAsync()).May(Access.ManageSurveys);
        if (MayManage)
        {
            var subjects = await _api.SurveySubjectsAsync(Service);
            if (subjects.Value is null)
            {
                return this.Refuse(subjects);
            }

            Subjects = subjects.Value;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key)
    {
        var answer = await _api.BeginSurveyAsync(new(Service, Audience, SubjectId), key);
        if (answer.Value is { } begun)
        {
            return Redirect($"/operations/surveys/{begun.Summary.Id}");
        }

        var drawn = await OnGetAsync();
        this.Show(answer.Problem!);
        return drawn;
    }
}
