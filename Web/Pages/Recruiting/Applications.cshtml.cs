using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Applications;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Recruiting;

public sealed class ApplicationsModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public ApplicationState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? JobId { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? RoomId { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    public Page<ApplicationSummary> Received { get; private set; } = new([], 0, 1, 20);

    /// <summary>The one that is open beside the list.</summary>
    public ApplicationDetails? Chosen { get; private set; }

    /// <summary>This page with another choice, its filters kept.</summary>
    public string To(ApplicationState? state, Guid? id) =>
        "/recruiting/applications".With(("state", state), ("jobId", JobId), ("roomId", RoomId), ("q", Q), ("page", Received.Number > 1 ? Received.Number : null), ("id", id));

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        // Opening marks as viewed, so the list is asked for afterwards.
        Chosen = Id is { } id ? (await _api.ApplicationAsync(id)).Value : null;
        var answer = await _api.ReceivedApplicationsAsync(JobId, RoomId, State, Q, Math.Max(1, number));
        if (answer.Value is not { } received)
        {
            return this.Refuse(answer);
        }

        Received = received;
        return Page();
    }

    public async Task<IActionResult> OnPostDecideAsync(Guid key, ApplicationState decision, string? note)
    {
        var answer = await _api.DecideApplicationAsync(Id!.Value, new(decision, string.IsNullOrWhiteSpace(note) ? null : note.Trim()), key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync();
        }

        return Redirect(To(State, Id));
    }
}
