using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Complaints;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Complaints;

/// <summary>The desk: what is due soonest first, one at a time with all that belongs to it.</summary>
public sealed class DeskModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public ComplaintShelf Shelf { get; set; }

    [BindProperty(SupportsGet = true)]
    public ComplaintKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    public Page<ComplaintSummary> Found { get; private set; } = new([], 0, 1, 20);

    public ComplaintDetails? Chosen { get; private set; }

    public ComplaintHandler[] Handlers { get; private set; } = [];

    public string? Revealed { get; private set; }

    public string Self(ComplaintShelf? shelf = null, Guid? id = null) =>
        "/operations/complaints".With(("shelf", shelf ?? Shelf), ("kind", shelf is null ? Kind : null), ("q", shelf is null ? Q : null), ("page", shelf is null && Number > 1 ? Number : null), ("id", id));

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.ComplaintsAsync(Shelf, Kind, Q, Math.Max(1, Number));
        if (answer.Value is not { } found)
        {
            return this.Refuse(answer);
        }

        Found = found;
        if ((Id ?? found.Items.FirstOrDefault()?.Id) is { } id)
        {
            var chosen = await _api.ComplaintAsync(id);
            Chosen = chosen.Value;
            if (chosen.Problem is { } problem && Id is not null)
            {
                this.Show(problem);
            }

            Handlers = (await _api.ComplaintHandlersAsync()).Value ?? [];
        }

        return Page();
    }

    public Task<IActionResult> OnPostDecideAsync(Guid key, bool accepted, string? reason, bool badFaith) =>
        StepAsync("acceptances", new AcceptComplaint(accepted, Tidy(reason), badFaith), key);

    public Task<IActionResult> OnPostAnswerAsync(Guid key, ComplaintOutcome outcome, string? text) => StepAsync("answers", new AnswerComplaint(outcome, text ?? ""), key);

    public Task<IActionResult> OnPostNoteAsync(Guid key, string? text) => StepAsync("notes", new NoteOnComplaint(text ?? ""), key);

    public Task<IActionResult> OnPostAskAsync(Guid key, string? text) => StepAsync("questions", new NoteOnComplaint(text ?? ""), key);

    public Task<IActionResult> OnPostAssignAsync(Guid key, Guid handlerId) => StepAsync("assignments", new AssignComplaint(handlerId), key);

    public Task<IActionResult> OnPostRecuseAsync(Guid key, Guid staffId, string? reason) => StepAsync("recusals", new RecuseFromComplaint(staffId, reason ?? ""), key);

    public Task<IActionResult> OnPostMergeAsync(Guid key, string? into) => StepAsync("mergers", new MergeComplaint(into ?? ""), key);

    public async Task<IActionResult> OnPostRevealAsync(Guid key, string? reason)
    {
        var answer = await _api.HandleComplaintAsync<RevealedContact>(Id!.Value, "contact-reveals", new RevealContact(reason ?? ""), key);
        Revealed = answer.Value?.Contact;
        return await DrawAfterAsync(answer.Problem);
    }

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private async Task<IActionResult> StepAsync(string step, object body, Guid key)
    {
        var answer = await _api.HandleComplaintAsync<ComplaintDetails>(Id!.Value, step, body, key);
        return answer.IsAccepted ? Redirect(Self(id: Id)) : await DrawAfterAsync(answer.Problem);
    }

    private async Task<IActionResult> DrawAfterAsync(Problem? problem)
    {
        var drawn = await OnGetAsync();
        if (problem is not null)
        {
            this.Show(problem);
        }

        return drawn;
    }
}
