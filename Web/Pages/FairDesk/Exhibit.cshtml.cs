using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.FairDesk;

/// <summary>JF-8.3.1-emp: the employer's registration; once approved, its booth's jobs and people.</summary>
public sealed class ExhibitModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty]
    public string? Introduction { get; set; }

    [BindProperty]
    public List<Guid> JobIds { get; set; } = [];

    [BindProperty]
    public List<Guid> StaffIds { get; set; } = [];

    public FairDetails Fair { get; private set; } = null!;

    public ExhibitorChoices Choices { get; private set; } = new([], []);

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await DrawAsync(id) is { } refused)
        {
            return refused;
        }

        if (Fair.Exhibitor is { } exhibitor)
        {
            Introduction = exhibitor.Introduction;
            JobIds = [.. exhibitor.Jobs.Select(job => job.Id)];
            StaffIds = [.. exhibitor.Staff.Select(person => person.UserId)];
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid key)
    {
        var fair = await _api.FairAsync(id);
        if (fair.Value?.Exhibitor is { State: FairRegistrationState.Approved, BoothId: { } boothId })
        {
            return await AfterAsync(id, (await _api.ChangeBoothAsync(boothId, new() { JobIds = [.. JobIds], StaffIds = [.. StaffIds] })).Problem, "booth-saved");
        }

        var answer = await _api.RegisterExhibitorAsync(
            id, new() { Introduction = Introduction?.Trim() ?? "", JobIds = [.. JobIds], StaffIds = [.. StaffIds] }, key);
        return await AfterAsync(id, answer.Problem, "sent");
    }

    private async Task<IActionResult> AfterAsync(Guid id, Problem? problem, string done)
    {
        if (problem is not null)
        {
            this.Show(problem);
            return await DrawAsync(id) ?? Page();
        }

        TempData["Done"] = done;
        return Redirect($"/recruiting/fairs/{id}");
    }

    private async Task<IActionResult?> DrawAsync(Guid id)
    {
        var fair = await _api.FairAsync(id);
        var choices = await _api.ExhibitorChoicesAsync(id);
        if (fair.Value is null || choices.Value is null)
        {
            return fair.Value is null ? this.Refuse(fair) : this.Refuse(choices);
        }

        Fair = fair.Value;
        Choices = choices.Value;
        return null;
    }
}
