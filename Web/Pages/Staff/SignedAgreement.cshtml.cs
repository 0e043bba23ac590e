using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Staff;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Staff;

/// <summary>What somebody signed, for the office: the text as it was, and the signature.</summary>
public sealed class SignedAgreementModel(IServiceProvider services) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public int Version { get; set; }

    public AgreementText Agreement { get; private set; } = null!;   // read before the page is drawn

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await services.GetRequiredService<ApiClient>().AgreementOfAsync(Id, Key, Version);
        if (answer.Value is not { } agreement)
        {
            return this.Refuse(answer);
        }

        Agreement = agreement;
        return Page();
    }
}
