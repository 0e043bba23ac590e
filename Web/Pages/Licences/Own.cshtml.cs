using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Licences;

/// <summary>An employer's licences, what they give, and a form for the next one.</summary>
public sealed class OwnModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty]
    public LicenceForm Form { get; set; } = new();

    public LicenceDetails[] Licences { get; private set; } = [];

    public bool MayHandIn { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.OwnLicencesAsync();
        if (answer.Value is not { } licences)
        {
            return this.Refuse(answer);
        }

        Licences = licences;
        MayHandIn = (await services.GetRequiredService<Visitor>().GetAsync()).May(Access.ManageEmployer);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, IFormFile? scan)
    {
        var problem = await services.HandInAsync(Form, scan, key, _api.HandInOwnLicenceAsync);
        if (problem is null)
        {
            return Redirect("/recruiting/licences");
        }

        this.Show(problem);
        return await OnGetAsync();
    }
}
