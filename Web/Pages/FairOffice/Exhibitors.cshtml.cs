using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Fairs;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.FairOffice;

/// <summary>JF-8.3.1-emp: employers who asked to come, one at a time; approval opens the booth.</summary>
public sealed class ExhibitorsModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public FairRegistrationState State { get; set; } = FairRegistrationState.Submitted;

    public FairDetails Fair { get; private set; } = null!;

    public ExhibitorDetails[] Exhibitors { get; private set; } = [];

    public ExhibitorDetails? Chosen { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, Guid? chosen)
    {
        var fair = await _api.FairAsync(id);
        var exhibitors = await _api.ExhibitorsAsync(id, State);
        if (fair.Value is null || exhibitors.Value is null)
        {
            return fair.Value is null ? this.Refuse(fair) : this.Refuse(exhibitors);
        }

        Fair = fair.Value;
        Exhibitors = exhibitors.Value;
        Chosen = Exhibitors.FirstOrDefault(exhibitor => exhibitor.Id == chosen) ?? Exhibitors.FirstOrDefault();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid chosen, DateTimeOffset submittedAt, bool approved, string? reason, Guid? hallId, string? boothNumber, Guid key)
    {
        var answer = await _api.DecideExhibitorAsync(
            id,
            new()
            {
                ExhibitorId = chosen,
                SubmittedAt = submittedAt,
                Approved = approved,
                Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
                HallId = hallId,
                BoothNumber = string.IsNullOrWhiteSpace(boothNumber) ? null : boothNumber.Trim(),
            },
            key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync(id, chosen);
        }

        return Redirect($"/operations/fairs/{id}/exhibitors".With(("state", State)));
    }
}
