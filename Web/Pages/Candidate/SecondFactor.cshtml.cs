using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Accounts;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Candidate;

public sealed class SecondFactorModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    public SecondFactorSecret Secret { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.PrepareSecondFactorAsync();
        if (answer.Value is not { } secret)
        {
            return this.Refuse(answer);
        }

        Secret = secret;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, string? code)
    {
        var answer = await _api.ConfirmSecondFactorAsync(code?.Trim() ?? "", key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync();
        }

        return Redirect("/");
    }
}
