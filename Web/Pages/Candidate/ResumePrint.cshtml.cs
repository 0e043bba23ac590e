using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Resumes;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Candidate;

public sealed class ResumePrintModel(IServiceProvider services) : PageModel
{
    public SaveResume Resume { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await services.GetRequiredService<ApiClient>().ResumeAsync();
        if (answer.Value is not { } kept)
        {
            return this.Refuse(answer);
        }

        Resume = kept.Content;
        return Page();
    }
}
