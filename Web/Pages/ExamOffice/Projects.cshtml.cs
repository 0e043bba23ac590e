using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.ExamOffice;

public sealed class ProjectsModel(IServiceProvider services) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public Page<ExamProjectSummary> Found { get; private set; } = new([], 0, 1, 20);

    public bool MayCreate { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        var answer = await services.GetRequiredService<ApiClient>().ExamProjectsAsync(Q, Math.Max(1, number));
        if (answer.Value is not { } found)
        {
            return this.Refuse(answer);
        }

        Found = found;
        MayCreate = (await services.GetRequiredService<Visitor>().GetAsync()).May(Access.ManageExams);
        return Page();
    }
}
