using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Scores;

/// <summary>成绩单核验: whoever holds a slip compares it with what was published. A form that posts, so that numbers stay out of addresses.</summary>
public sealed class CheckModel(IServiceProvider services) : PageModel
{
    public string? Ticket { get; private set; }

    public string? Code { get; private set; }

    public SlipCheck? Found { get; private set; }

    public void OnGet() => Response.Headers["X-Robots-Tag"] = "noindex, nofollow";

    public async Task<IActionResult> OnPostAsync(string? ticket, string? code)
    {
        OnGet();
        (Ticket, Code) = (ticket?.Trim(), code?.Trim());
        var answer = await services.GetRequiredService<ApiClient>().CheckSlipAsync(Ticket ?? "", Code ?? "");
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
        }

        Found = answer.Value;
        return Page();
    }
}
