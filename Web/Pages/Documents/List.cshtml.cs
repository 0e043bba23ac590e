using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Documents;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Documents;

/// <summary>Which documents each service must have, and which are in force, due or missing.</summary>
public sealed class ListModel(IServiceProvider services) : PageModel
{
    public RequiredDocument[] Documents { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await services.GetRequiredService<ApiClient>().RequiredDocumentsAsync();
        if (answer.Value is not { } documents)
        {
            return this.Refuse(answer);
        }

        Documents = documents;
        return Page();
    }
}
