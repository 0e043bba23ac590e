using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Fairs;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.FairDesk;

public sealed class FairsModel(IServiceProvider services) : PageModel
{
    public EmployerFair[] Own { get; private set; } = [];

    /// <summary>Of the own agency, to come or open, and not yet asked for.</summary>
    public FairSummary[] Others { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        var api = services.GetRequiredService<ApiClient>();
        var own = await api.ExhibitedFairsAsync();
        if (own.Value is not { } fairs)
        {
            return this.Refuse(own);
        }

        Own = [.. fairs.Where(fair => fair.Exhibitor is not null).OrderBy(fair => fair.Summary.Phase != FairPhase.Open).ThenByDescending(fair => fair.Summary.OpensAt)];
        Others = [.. fairs.Where(fair => fair.Exhibitor is null && fair.CanExhibit).Select(fair => fair.Summary).OrderBy(fair => fair.OpensAt)];
        return Page();
    }
}
