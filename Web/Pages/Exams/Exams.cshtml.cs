using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Exams;

public sealed class ExamsModel(IServiceProvider services) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public RegistrationPhase? Phase { get; set; }

    public Page<ExamSummary> Found { get; private set; } = new([], 0, 1, 20);

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        var answer = await services.GetRequiredService<ApiClient>().ExamsAsync(Phase, Q, Math.Max(1, number));
        if (answer.Value is not { } found)
        {
            return this.Refuse(answer);
        }

        Found = found;
        return Page();
    }
}
