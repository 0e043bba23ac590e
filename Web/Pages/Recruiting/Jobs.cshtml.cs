using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Recruiting;

public sealed class JobsModel(IServiceProvider services) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public JobState? State { get; set; }

    public Page<JobDetails> Jobs { get; private set; } = new([], 0, 1, 20);

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        var answer = await services.GetRequiredService<ApiClient>().MyJobsAsync(State, Math.Max(1, number));
        if (answer.Value is not { } jobs)
        {
            return this.Refuse(answer);
        }

        Jobs = jobs;
        return Page();
    }
}
