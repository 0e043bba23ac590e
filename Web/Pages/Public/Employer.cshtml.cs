using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Organisations;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Public;

public sealed class EmployerModel(IServiceProvider services) : PageModel
{
    public EmployerDetails Employer { get; private set; } = null!;

    public JobSummary[] Jobs { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var api = services.GetRequiredService<ApiClient>();
        var answer = await api.EmployerAsync(id);
        if (answer.Value is not { } employer)
        {
            return this.Refuse(answer);
        }

        Employer = employer;
        var found = (await api.JobsAsync(null, null, 1, id)).Value?.Items ?? [];
        Jobs = [.. found.Where(job => job.EmployerId == id)];
        return Page();
    }
}
