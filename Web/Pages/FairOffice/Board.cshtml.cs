using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Fairs;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.FairOffice;

/// <summary>JF-8.3.2: the duty board.</summary>
public sealed class BoardModel(IServiceProvider services) : PageModel
{
    public FairDetails Fair { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var answer = await services.GetRequiredService<ApiClient>().FairAsync(id);
        if (answer.Value is not { CanRun: true } fair)
        {
            return answer.IsAccepted ? NotFound() : this.Refuse(answer);
        }

        Fair = fair;
        return Page();
    }
}
