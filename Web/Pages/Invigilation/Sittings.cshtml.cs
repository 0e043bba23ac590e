using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Invigilation;

/// <summary>The sittings that the visitor invigilates.</summary>
public sealed class SittingsModel(IServiceProvider services, TimeProvider time) : PageModel
{
    public InvigilationSitting[] Sittings { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await services.GetRequiredService<ApiClient>().InvigilationSittingsAsync();
        if (answer.Value is not { } sittings)
        {
            return this.Refuse(answer);
        }

        Sittings = sittings;
        return Page();
    }

    public bool IsOpen(InvigilationSitting sitting) => StateOf(sitting) is "entering" or "running";

    public string StateOf(InvigilationSitting sitting) => time.GetUtcNow() switch
    {
        var now when now < sitting.OpensAt => "to-come",
        var now when now < sitting.StartsAt => "entering",
        var now when now < sitting.EndsAt => "running",
        _ => "over",
    };
}
