using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Operations;

public sealed class SignInsModel(IServiceProvider services) : PageModel
{
    public static readonly string[] Events = ["signedIn", "secondFactorAsked", "signedOut", "expired", "revoked", "refused", "lockedOut"];

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Event { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    public Page<SignInSummary> SignIns { get; private set; } = new([], 0, 1, 20);

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        var answer = await services.GetRequiredService<ApiClient>().SignInsAsync(
            ("q", Q), ("event", Event), ("from", From), ("to", To), ("page", Math.Max(1, number)));
        if (answer.Value is { } signIns)
        {
            SignIns = signIns;
        }
        else if (answer.Problem is { } problem && answer.Status == StatusCodes.Status400BadRequest)
        {
            this.Show(problem);
        }
        else
        {
            return this.Refuse(answer);
        }

        return Page();
    }
}
