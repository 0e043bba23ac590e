using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.FairOffice;

public sealed class FairsModel(IServiceProvider services) : PageModel
{
    public Page<FairSummary> Fairs { get; private set; } = new([], 0, 1, 20);

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        var answer = await services.GetRequiredService<ApiClient>().OwnFairsAsync(number);
        if (answer.Value is not { } fairs)
        {
            return this.Refuse(answer);
        }

        Fairs = fairs;
        return Page();
    }
}
