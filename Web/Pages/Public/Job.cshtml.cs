using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Resumes;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Public;

public sealed class JobModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    public JobDetails Job { get; private set; } = null!;

    public SessionDetails Session { get; private set; } = SessionDetails.Anonymous;

    /// <summary>What would be sent; null when nobody is signed in or no résumé is kept.</summary>
    public ResumeDetails? Resume { get; private set; }

    /// <summary>The caller's application for this job, when it is among the newest ones.</summary>
    public ApplicationSummary? Sent { get; private set; }

    public string? Message { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var answer = await _api.JobAsync(id);
        if (answer.Value is not { } job)
        {
            return this.Refuse(answer);
        }

        Job = job;
        Session = await services.GetRequiredService<Visitor>().GetAsync();
        if (Session.IsSignedIn && !job.Applied)
        {
            Resume = (await _api.ResumeAsync()).Value;
        }

        if (job.Applied)
        {
            Sent = (await _api.MyApplicationsAsync(1)).Value?.Items.FirstOrDefault(application => application.JobId == id);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid key, string? message, int? version)
    {
        var answer = await _api.ApplyAsync(new Apply { JobId = id, JobVersion = version, Message = string.IsNullOrWhiteSpace(message) ? null : message.Trim() }, key);
        if (answer.Status == StatusCodes.Status401Unauthorized)
        {
            return this.ToSignIn();
        }

        if (answer.Problem is { } problem)
        {
            Message = message;
            this.Show(problem);
            return await OnGetAsync(id);
        }

        TempData["Done"] = "applied";
        return Redirect($"/jobs/{id}");
    }
}
