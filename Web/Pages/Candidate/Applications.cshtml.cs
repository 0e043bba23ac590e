using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Applications;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Candidate;

public sealed class ApplicationsModel(IServiceProvider services) : PageModel
{
    public Page<ApplicationSummary> Sent { get; private set; } = new([], 0, 1, 20);

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        var answer = await services.GetRequiredService<ApiClient>().MyApplicationsAsync(Math.Max(1, number));
        if (answer.Value is not { } sent)
        {
            return this.Refuse(answer);
        }

        Sent = sent;
        return Page();
    }
}
