using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Improvements;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Improvements;

/// <summary>One corrective action: planned, reported by its owner, checked by another.</summary>
public sealed class ImprovementModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public ImprovementDetails Found { get; private set; } = null!;   // read before the page is drawn

    public ImprovementOwner[] Owners { get; private set; } = [];

    /// <summary>What was typed and refused, to be mended.</summary>
    public IFormCollection? Typed { get; private set; }

    public bool IsPlanned => Found is { Cause: not null, Correction: not null, Prevention: not null };

    /// <summary>Where what it comes from is read.</summary>
    public string? SourcePage => Found.Summary.Source switch
    {
        ImprovementSource.Survey => $"/operations/surveys/{Found.SourceId}",
        ImprovementSource.Complaint => $"/operations/complaints?shelf=all&id={Found.SourceId}",
        ImprovementSource.Evaluation => $"/operations/evaluations/{Found.SourceId}",
        ImprovementSource.Incident => $"/operations/incidents?id={Found.SourceId}",
        _ => null,
    };

    public string? Of(string form, string field, string? kept = null) => Typed is { } typed && typed["form"] == form ? typed[field].ToString() : kept;

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.ImprovementAsync(Id);
        if (answer.Value is not { } found)
        {
            return this.Refuse(answer);
        }

        Found = found;
        Owners = found.Rights is { MayPlan: true, MayDirect: true } ? (await _api.ImprovementOwnersAsync()).Value ?? [] : [];
        return Page();
    }

    public async Task<IActionResult> OnPostPlanAsync(Guid key, string? cause, string? correction, string? prevention, Guid ownerId, DateOnly? dueOn, string? reason)
    {
        var answer = await _api.PlanImprovementAsync(Id, new(cause, correction, prevention, ownerId, dueOn ?? default, reason), key);
        return answer.IsAccepted ? Done("planned") : await AgainAsync(answer.Problem!);
    }

    public Task<IActionResult> OnPostReportAsync(Guid key, string? text) => StepAsync("reports", new ReportImprovement(text ?? ""), "reported", key);

    public Task<IActionResult> OnPostCheckAsync(Guid key, bool effective, string? text, DateOnly? dueOn) =>
        StepAsync("effect-checks", new CheckImprovement(effective, text ?? "", effective ? null : dueOn), effective ? "verified" : "returned-done", key);

    public Task<IActionResult> OnPostCancelAsync(Guid key, string? reason) => StepAsync("cancellations", new CancelImprovement(reason ?? ""), "cancelled", key);

    private async Task<IActionResult> StepAsync(string step, object body, string done, Guid key)
    {
        var answer = await _api.ImprovementStepAsync(Id, step, body, key);
        return answer.IsAccepted ? Done(done) : await AgainAsync(answer.Problem!);
    }

    private RedirectResult Done(string what)
    {
        TempData["Done"] = what;
        return Redirect($"/operations/improvements/{Id}");
    }

    private async Task<IActionResult> AgainAsync(Problem problem)
    {
        Typed = await Request.ReadFormAsync();
        var drawn = await OnGetAsync();
        this.Show(problem);
        return drawn;
    }
}
