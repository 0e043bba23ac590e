using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Jobs;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;
using Pinchang.Web.Shown;

namespace Pinchang.Web.Pages.Recruiting;

public sealed class JobModel(IServiceProvider services) : PageModel
{
    private const int OpenDays = 60;

    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty]
    public JobForm Form { get; set; } = new();

    /// <summary>Null for a job that is being written for the first time.</summary>
    public JobDetails? Job { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid? id)
    {
        if (id is not { } jobId)
        {
            Form.OpenUntil = DateOnly.FromDateTime(services.GetRequiredService<Moments>().Now.Date).AddDays(OpenDays);
            return Page();
        }

        var answer = await _api.JobAsync(jobId);
        if (answer.Value is not { } job)
        {
            return this.Refuse(answer);
        }

        Job = job;
        Form = JobForm.Of(job.Posting);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid? id, Guid key)
    {
        var answer = id is { } jobId ? await _api.ChangeJobAsync(jobId, Form.ToRequest()) : await _api.PostJobAsync(Form.ToRequest(), key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            Job = id is { } known ? (await _api.JobAsync(known)).Value : null;
            return Page();
        }

        return Redirect("/recruiting/jobs?state=submitted");
    }

    public async Task<IActionResult> OnPostCloseAsync(Guid id, Guid key)
    {
        var answer = await _api.CloseJobAsync(id, key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync(id);
        }

        return Redirect("/recruiting/jobs");
    }
}
