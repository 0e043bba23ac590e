using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Persons;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Operations;

/// <summary>Which data is kept how long, and what tonight's run would remove.</summary>
public sealed class RetentionModel(IServiceProvider services) : PageModel
{
    public RetentionPlan Plan { get; private set; } = null!;   // read before the page is drawn

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await services.GetRequiredService<ApiClient>().RetentionAsync();
        if (answer.Value is not { } plan)
        {
            return this.Refuse(answer);
        }

        Plan = plan;
        return Page();
    }
}
