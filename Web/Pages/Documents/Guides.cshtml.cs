using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Documents;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Documents;

/// <summary>Guides and what is written for everybody, as far as it is in force.</summary>
public sealed class GuidesModel(IServiceProvider services) : PageModel
{
    public PublicDocument[] Documents { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await services.GetRequiredService<ApiClient>().PublicDocumentsAsync();
        if (answer.Value is not { } documents)
        {
            return this.Refuse(answer);
        }

        Documents = documents;
        return Page();
    }
}
