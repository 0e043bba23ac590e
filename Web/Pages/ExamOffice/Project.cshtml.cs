using Microsoft.AspNetCore.Mvc;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.ExamOffice;

/// <summary>Where an exam project stands, and what comes next.</summary>
public sealed class ProjectModel(IServiceProvider services) : ProjectPage(services)
{
    /// <summary>The contents that a notice must have, and where each is written.</summary>
    public static readonly (string Code, string Part)[] Contents =
    [
        (NoticeContent.Client, "settings"),
        (NoticeContent.Introduction, "settings"),
        (NoticeContent.Positions, "positions"),
        (NoticeContent.Requirements, "positions"),
        (NoticeContent.RegistrationTime, "settings"),
        (NoticeContent.Contact, "settings"),
    ];

    public async Task<IActionResult> OnGetAsync(Guid id) => await ReadProjectAsync(id) ?? Page();

    public async Task<IActionResult> OnPostTicketsAsync(Guid id, Guid key)
    {
        var answer = await Client.IssueTicketsAsync(id, key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync(id);
        }

        TempData["Done"] = answer.Value!.Count;
        return Redirect($"/exam-office/projects/{id}");
    }
}
