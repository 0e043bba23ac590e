using Microsoft.AspNetCore.Mvc;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.ExamOffice;

public sealed class SittingModel(IServiceProvider services) : ProjectPage(services)
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public SittingDetails Sitting { get; private set; } = null!;

    public Page<SittingSession> Sessions { get; private set; } = new([], 0, 1, 20);

    public LateAnswers[] Late { get; private set; } = [];

    public SessionOutage[] Outages { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, Guid sittingId, [FromQuery(Name = "page")] int number = 1)
    {
        if (await ReadProjectAsync(id) is { } elsewhere)
        {
            return elsewhere;
        }

        var sitting = await Client.SittingAsync(sittingId);
        var sessions = await Client.SittingSessionsAsync(sittingId, Q, Math.Max(1, number));
        if (sitting.Value is null || sessions.Value is null)
        {
            return sitting.Value is null ? this.Refuse(sitting) : this.Refuse(sessions);
        }

        (Sitting, Sessions) = (sitting.Value, sessions.Value);
        if (IsOfficer)
        {
            Late = (await Client.LateAnswersAsync(sittingId)).Value ?? [];
            Outages = (await Client.OutagesAsync(sittingId)).Value ?? [];
        }

        return Page();
    }

    public Task<IActionResult> OnPostArrangeAsync(Guid id, Guid sittingId, Guid key) => AfterAsync(id, sittingId, Client.ArrangeSittingAsync(sittingId, key));

    public Task<IActionResult> OnPostExtendAsync(Guid id, Guid sittingId, Guid key, int minutes, string? reason, Guid? session) =>
        session is { } one
            ? AfterAsync(id, sittingId, Client.ExtendSessionAsync(one, new(minutes, reason ?? ""), key))
            : AfterAsync(id, sittingId, Client.ExtendSittingAsync(sittingId, new(minutes, reason ?? ""), key));

    public Task<IActionResult> OnPostDecideAsync(Guid id, Guid sittingId, Guid key, Guid session, bool accept, string? reason) =>
        AfterAsync(id, sittingId, Client.DecideLateAsync(session, new(accept, reason ?? ""), key));

    public Task<IActionResult> OnPostCompensateAsync(Guid id, Guid sittingId, Guid key, Guid[] sessions, string? reason) =>
        AfterAsync(id, sittingId, Client.CompensateAsync(sittingId, new(sessions, reason ?? ""), key));

    private async Task<IActionResult> AfterAsync<T>(Guid id, Guid sittingId, Task<ApiAnswer<T>> act)
        where T : class
    {
        if ((await act).Problem is not { } problem)
        {
            return Redirect($"/exam-office/projects/{id}/sittings/{sittingId}");
        }

        this.Show(problem);
        return await OnGetAsync(id, sittingId);
    }
}
