using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Web.Calls;

namespace Pinchang.Web.Pages.Candidate;

/// <summary>To the desk of whoever asks: known only when the second factor has woken the roles.</summary>
public sealed class WorkModel(IServiceProvider services) : PageModel
{
    public async Task<IActionResult> OnGetAsync() => Redirect(Sections.HomeOf(await services.GetRequiredService<Visitor>().GetAsync()));
}
