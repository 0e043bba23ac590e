using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Operations;

public sealed class SignInsModel(IServiceProvider services) : PageModel
{
    public Page<SignInSummary> SignIns { get; private set; } = new([], 0, 1, 20);

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        var answer = await services.GetRequiredService<ApiClient>().SignInsAsync(null, Math.Max(1, number));
        if (answer.Value is not { } signIns)
        {
            return this.Refuse(answer);
        }

        SignIns = signIns;
        return Page();
    }
}
