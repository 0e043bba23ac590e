using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Operations;

/// <summary>The review desk for jobs: one at a time, the next one already loaded.</summary>
public sealed class JobsModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public JobState State { get; set; } = JobState.Submitted;

    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    public Page<JobDetails> Waiting { get; private set; } = new([], 0, 1, 20);

    public JobDetails? Chosen { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.JobsToReviewAsync(State, 1);
        if (answer.Value is not { } waiting)
        {
            return this.Refuse(answer);
        }

        Waiting = waiting;
        Id ??= waiting.Items.FirstOrDefault()?.Summary.Id;
        Chosen = waiting.Items.FirstOrDefault(job => job.Summary.Id == Id) ?? (Id is { } id ? (await _api.JobAsync(id)).Value : null);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, bool approved, string? reason, int? version)
    {
        var answer = await _api.DecideJobAsync(Id!.Value, new(approved, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), version), key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync();
        }

        return Redirect("/operations/jobs".With(("state", State)));
    }
}
