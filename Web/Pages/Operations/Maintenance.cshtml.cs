using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Maintenance;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Operations;

public sealed class MaintenanceModel(IServiceProvider services) : PageModel
{
    public Page<MaintenanceLine> Lines { get; private set; } = new([], 0, 1, 50);

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        var answer = await services.GetRequiredService<ApiClient>().MaintenanceAsync(Math.Max(1, number));
        if (answer.Value is not { } lines)
        {
            return this.Refuse(answer);
        }

        Lines = lines;
        return Page();
    }
}
