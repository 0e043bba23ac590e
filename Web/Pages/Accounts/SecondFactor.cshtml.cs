using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Accounts;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Accounts;

public sealed class SecondFactorModel(IServiceProvider services) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Return { get; set; }

    public async Task<IActionResult> OnPostAsync(Guid key, string? code)
    {
        var answer = await services.GetRequiredService<ApiClient>().SignInAsync(new SignInSecondFactor(code?.Trim() ?? ""), key);
        if (answer.Value?.Session is { } session)
        {
            return Redirect(this.Onward(Return, Sections.HomeOf(session)));
        }

        if (answer.Problem is { } problem)
        {
            this.Show(problem);
        }

        return Page();
    }
}
