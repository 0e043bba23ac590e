using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Staff;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Staff;

/// <summary>One person's positions, what each of them asks for, and the papers that show it.</summary>
public sealed class PersonModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public StaffDetails Details { get; private set; } = null!;   // read before the page is drawn

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.StaffMemberAsync(Id);
        if (answer.Value is not { } details)
        {
            return this.Refuse(answer);
        }

        Details = details;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, Guid paper, bool approved, string? reason)
    {
        var answer = await _api.DecideQualificationAsync(paper, new(approved, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim()), key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync();
        }

        TempData["Done"] = approved ? "approved" : "refused";
        return Redirect($"/operations/staff/{Id}");
    }
}
