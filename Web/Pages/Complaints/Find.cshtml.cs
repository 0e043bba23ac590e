using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Complaints;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Complaints;

/// <summary>By number and code; and those of one's own name, for who is signed in.</summary>
public sealed class FindModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public OwnComplaint[] Own { get; private set; } = [];

    public async Task OnGetAsync()
    {
        if ((await services.GetRequiredService<Visitor>().GetAsync()).IsSignedIn)
        {
            Own = (await _api.OwnComplaintsAsync()).Value ?? [];
        }
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var (number, code) = (Number?.Trim().ToUpperInvariant() ?? "", Code?.Trim() ?? "");
        var answer = await _api.ComplaintStatusAsync(number.Length == 0 ? "-" : number, code);
        if (answer.Value is { } status)
        {
            ComplaintPass.Keep(HttpContext, status.Number, code);
            return Redirect($"/complaints/{status.Number}");
        }

        this.Show(answer.Problem!);
        await OnGetAsync();
        return Page();
    }
}
