using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Fairs;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.FairDesk;

/// <summary>The recruiter's desk at a booth.</summary>
public sealed class DeskModel(IServiceProvider services) : PageModel
{
    public BoothDetails Booth { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var answer = await services.GetRequiredService<ApiClient>().BoothAsync(id);
        if (answer.Value is not { } booth)
        {
            return this.Refuse(answer);
        }

        if (!booth.CanRecruit)
        {
            return new StatusCodeResult(StatusCodes.Status403Forbidden);
        }

        Booth = booth;
        return Page();
    }
}
