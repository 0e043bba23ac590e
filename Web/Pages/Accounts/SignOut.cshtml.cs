using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Web.Calls;

namespace Pinchang.Web.Pages.Accounts;

public sealed class SignOutModel(IServiceProvider services) : PageModel
{
    public IActionResult OnGet() => Redirect("/");

    public async Task<IActionResult> OnPostAsync()
    {
        await services.GetRequiredService<ApiClient>().SignOutAsync();
        return Redirect("/");
    }
}
