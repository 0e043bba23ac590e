using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.ExamOffice.Papers;

/// <summary>The whole paper with its answers. Opening this page is an access, and is logged as one.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PaperPreviewModel(IServiceProvider services) : PageModel
{
    public PaperPreview Preview { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var answer = await services.GetRequiredService<ApiClient>().PaperPreviewAsync(id);
        if (answer.Value is not { } preview)
        {
            return this.Refuse(answer);
        }

        Preview = preview;
        return Page();
    }
}
