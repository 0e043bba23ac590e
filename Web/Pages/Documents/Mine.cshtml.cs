using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Documents;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Documents;

/// <summary>What binds the visitor and waits to be acknowledged.</summary>
public sealed class MineModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    public PublicDocument[] Documents { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.DocumentsToAcknowledgeAsync();
        if (answer.Value is not { } documents)
        {
            return this.Refuse(answer);
        }

        Documents = documents;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, string document, int version)
    {
        var answer = await _api.AcknowledgeDocumentAsync(document, version, key);
        if (answer.IsAccepted)
        {
            return Redirect("/my/documents");
        }

        this.Show(answer.Problem!);
        return await OnGetAsync();
    }
}
