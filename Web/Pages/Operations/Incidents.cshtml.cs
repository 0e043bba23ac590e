using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Maintenance;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;
using Pinchang.Web.Shown;

namespace Pinchang.Web.Pages.Operations;

/// <summary>Incidents with their logs, and emergency drills.</summary>
public sealed class IncidentsModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public bool Closed { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    public Page<IncidentDetails> Found { get; private set; } = new([], 0, 1, 20);

    public IncidentDetails? Chosen { get; private set; }

    public EmergencyDrillDetails[] Drills { get; private set; } = [];

    public bool MayKeep { get; private set; }

    /// <summary>What was typed and refused, to be mended.</summary>
    public IFormCollection? Typed { get; private set; }

    public string Self(bool? closed = null, Guid? id = null) =>
        "/operations/incidents".With(("closed", (closed ?? Closed) ? "true" : null), ("page", closed is null && Number > 1 ? Number : null), ("id", id));

    public string? Of(string form, string field) => Typed is { } typed && typed["form"] == form ? typed[field].ToString() : null;

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.IncidentsAsync(Closed, null, Math.Max(1, Number));
        if (answer.Value is not { } found)
        {
            return this.Refuse(answer);
        }

        Found = found;
        Chosen = Id is null ? null : found.Items.FirstOrDefault(one => one.Id == Id) ?? (await _api.IncidentsAsync(false, Id, 1)).Value?.Items.FirstOrDefault();
        Drills = (await _api.DrillsAsync(1)).Value?.Items ?? [];
        MayKeep = (await services.GetRequiredService<Visitor>().GetAsync()).May(Access.ManageIncidents);
        return Page();
    }

    public async Task<IActionResult> OnPostOpenAsync(Guid key, string? title, IncidentSeverity severity, string? text)
    {
        var answer = await _api.OpenIncidentAsync(new(title ?? "", severity, text ?? ""), key);
        return answer.Value is { } opened ? Redirect("/operations/incidents".With(("id", opened.Id))) : await AgainAsync(answer.Problem);
    }

    public Task<IActionResult> OnPostNoteAsync(Guid key, string? text) => StepAsync("notes", new NoteOnIncident(text ?? ""), key);

    public Task<IActionResult> OnPostCloseAsync(Guid key, string? cause, string? measure) => StepAsync("closures", new CloseIncident(cause ?? "", measure ?? ""), key);

    public async Task<IActionResult> OnPostPlanAsync(Guid key, string? scenario, DateOnly? plannedOn, string? leader)
    {
        var answer = await _api.PlanDrillAsync(new(scenario ?? "", plannedOn ?? default, leader ?? ""), key);
        return answer.IsAccepted ? Redirect($"{Self()}#drills") : await AgainAsync(answer.Problem);
    }

    public async Task<IActionResult> OnPostRecordAsync(Guid key, Guid drillId, DateTime? beganAt, int? minutes, bool passed, string? participants, string? findings)
    {
        var began = beganAt is { } local ? Moments.FromLocal(local) : default;
        var answer = await _api.RecordDrillAsync(drillId, new(began, minutes ?? 0, passed, participants ?? "", findings ?? ""), key);
        return answer.IsAccepted ? Redirect($"{Self()}#drills") : await AgainAsync(answer.Problem);
    }

    private async Task<IActionResult> StepAsync(string step, object body, Guid key)
    {
        var answer = await _api.IncidentStepAsync(Id!.Value, step, body, key);
        return answer.IsAccepted ? Redirect(Self(id: Id)) : await AgainAsync(answer.Problem);
    }

    private async Task<IActionResult> AgainAsync(Problem? problem)
    {
        Typed = await Request.ReadFormAsync();
        var drawn = await OnGetAsync();
        if (problem is not null)
        {
            this.Show(problem);
        }

        return drawn;
    }
}
