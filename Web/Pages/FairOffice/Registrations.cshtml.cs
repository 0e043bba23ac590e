using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.FairOffice;

/// <summary>JF-8.3.1-can: candidates who asked to come, decided on together.</summary>
public sealed class RegistrationsModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public FairRegistrationState State { get; set; } = FairRegistrationState.Submitted;

    /// <summary>What was ticked and written stays when it is refused.</summary>
    public Guid[] Ticked { get; private set; } = [];

    public string? Reason { get; private set; }

    public FairDetails Fair { get; private set; } = null!;

    public Page<FairRegistrationDetails> Registrations { get; private set; } = new([], 0, 1, 20);

    public async Task<IActionResult> OnGetAsync(Guid id, [FromQuery(Name = "page")] int number = 1)
    {
        var fair = await _api.FairAsync(id);
        var registrations = await _api.FairRegistrationsAsync(id, State, number);
        if (fair.Value is null || registrations.Value is null)
        {
            return fair.Value is null ? this.Refuse(fair) : this.Refuse(registrations);
        }

        Fair = fair.Value;
        Registrations = registrations.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid[] registrationIds, bool approved, string? reason, Guid key)
    {
        var answer = await _api.DecideFairRegistrationsAsync(id, new(registrationIds, approved, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim()), key);
        if (answer.Value is not { } decided)
        {
            this.Show(answer.Problem!);
            (Ticked, Reason) = (registrationIds, reason);
            return await OnGetAsync(id);
        }

        TempData["Decided"] = decided.Decided;
        return Redirect($"/operations/fairs/{id}/registrations".With(("state", State)));
    }
}
