using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Fairs;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Fairs;

/// <summary>The candidate's side of a talk; a recruiter is led to the desk, where the other side is.</summary>
public sealed class TalkModel(IServiceProvider services) : PageModel
{
    public TalkDetails Talk { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var answer = await services.GetRequiredService<ApiClient>().TalkAsync(id);
        if (answer.Value is not { } talk)
        {
            return this.Refuse(answer);
        }

        Talk = talk;
        return talk.IsRecruiter ? Redirect($"/recruiting/fairs/{talk.FairId}/booths/{talk.Standing.BoothId}/desk") : Page();
    }
}
