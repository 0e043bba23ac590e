using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Organisations;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Licences;

/// <summary>LH-4.2, JF-6.3: what the institution behind the platform may do, for everybody, each with its scan.</summary>
public sealed class QualificationsModel(IServiceProvider services) : PageModel
{
    public AgencyQualifications[] Agencies { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await services.GetRequiredService<ApiClient>().QualificationsAsync();
        if (answer.Value is not { } agencies)
        {
            return this.Refuse(answer);
        }

        Agencies = agencies;
        return Page();
    }
}
