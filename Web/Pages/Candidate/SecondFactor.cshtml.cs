using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Accounts;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Candidate;

public sealed class SecondFactorModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    /// <summary>The page that asked for the second factor.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Return { get; set; }

    public SecondFactorSecret? Secret { get; private set; }

    /// <summary>The refusal's code when something has to come before: a password, or signing in with the factor already held.</summary>
    public string? Missing { get; private set; }

    /// <summary>Back to this page, and from it on to the one that asked.</summary>
    public string Here => "/my/second-factor".With(("return", Return));

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.PrepareSecondFactorAsync();
        Secret = answer.Value;
        if (answer.Problem?.Code is { } code && (code == AccountRefusals.PasswordFirst.Code || code == AccountRefusals.SecondFactorHeld.Code))
        {
            Missing = code;
        }

        return Secret is null && Missing is null ? this.Refuse(answer) : Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, string? code)
    {
        var answer = await _api.ConfirmSecondFactorAsync(code?.Trim() ?? "", key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync();
        }

        return Redirect(this.Onward(Return, "/my"));
    }
}
