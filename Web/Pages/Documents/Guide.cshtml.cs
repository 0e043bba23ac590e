using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Documents;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Documents;

/// <summary>One of them, to read and to print.</summary>
public sealed class GuideModel(IServiceProvider services) : PageModel
{
    public PublicDocument Document { get; private set; } = null!;   // read before the page is drawn

    public async Task<IActionResult> OnGetAsync(Guid agency, string key)
    {
        var answer = await services.GetRequiredService<ApiClient>().PublicDocumentAsync(agency, key);
        if (answer.Value is not { } document)
        {
            return this.Refuse(answer);
        }

        Document = document;
        return Page();
    }
}
