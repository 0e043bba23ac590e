using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Fairs;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Fairs;

/// <summary>A booth for candidates: jobs, material, people on duty, and the queue.</summary>
public sealed class BoothModel(IServiceProvider services) : PageModel
{
    public BoothDetails Booth { get; private set; } = null!;

    public SessionDetails Session { get; private set; } = SessionDetails.Anonymous;

    public async Task<IActionResult> OnGetAsync(Guid fairId, Guid id)
    {
        var answer = await services.GetRequiredService<ApiClient>().BoothAsync(id);
        if (answer.Value is not { } booth)
        {
            return this.Refuse(answer);
        }

        if (booth.Fair.Id != fairId)
        {
            return RedirectPermanent($"/fairs/{booth.Fair.Id}/booths/{id}");
        }

        Booth = booth;
        Session = await services.GetRequiredService<Visitor>().GetAsync();
        return Page();
    }
}
