using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Operations;

/// <summary>The review desk for employers: one at a time, the next one already loaded.</summary>
public sealed class EmployersModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public EmployerState State { get; set; } = EmployerState.Submitted;

    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    public Page<EmployerSummary> Waiting { get; private set; } = new([], 0, 1, 20);

    public EmployerDetails? Chosen { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.EmployersToReviewAsync(State, null, 1);
        if (answer.Value is not { } waiting)
        {
            return this.Refuse(answer);
        }

        Waiting = waiting;
        Id ??= waiting.Items.FirstOrDefault()?.Id;
        Chosen = Id is { } id ? (await _api.EmployerAsync(id)).Value : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, bool approved, string? reason)
    {
        var answer = await _api.DecideEmployerAsync(Id!.Value, new(approved, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim()), key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync();
        }

        return Redirect("/operations/employers".With(("state", State)));
    }
}
