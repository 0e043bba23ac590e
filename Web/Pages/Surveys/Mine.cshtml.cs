using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Surveys;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Surveys;

/// <summary>The open questionnaires somebody is asked to fill in.</summary>
public sealed class MineModel(IServiceProvider services) : PageModel
{
    public OwnSurvey[] Surveys { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await services.GetRequiredService<ApiClient>().OwnSurveysAsync();
        Surveys = answer.Value ?? [];
        return answer.IsAccepted ? Page() : this.Refuse(answer);
    }
}
