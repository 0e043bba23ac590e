using Microsoft.AspNetCore.Mvc;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.ExamOffice;

/// <summary>EX-5.4: what the notice will say, what it lacks, and its publication.</summary>
public sealed class NoticeModel(IServiceProvider services) : ProjectPage(services)
{
    public string? Reason { get; private set; }

    /// <summary>For what a rule forbids by itself.</summary>
    public string? Ground { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id) => await ReadProjectAsync(id) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, Guid key, string? reason, string? ground)
    {
        var answer = await Client.PublishNoticeAsync(id, new(reason, ground), key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            (Reason, Ground) = (reason, ground);
            return await OnGetAsync(id);
        }

        TempData["Done"] = "published";
        return Redirect($"/exam-office/projects/{id}/notice");
    }
}
