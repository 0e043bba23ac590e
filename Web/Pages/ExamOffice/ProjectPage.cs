using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.ExamOffice;

/// <summary>A page about one exam project: its head with the tabs that the person may open.</summary>
public abstract class ProjectPage(IServiceProvider services) : PageModel
{
    internal ApiClient Client { get; } = services.GetRequiredService<ApiClient>();

    public ExamProjectDetails Project { get; private set; } = null!;

    public bool IsOfficer => Project.Roles.Contains(Roles.ExamOfficer);

    public bool IsReviewer => Project.Roles.Contains(Roles.RegistrationReviewer);

    /// <summary>Sees who sits in which sitting, by name.</summary>
    public bool SeesSittings => IsOfficer || Project.Roles.Contains(Roles.Invigilator);

    /// <summary>Makes papers; an officer is the second person who seals them.</summary>
    public bool IsSetter => IsOfficer || Project.Roles.Contains(Roles.PaperSetter);

    /// <summary>Reads the project; what to show instead when that fails.</summary>
    protected async Task<IActionResult?> ReadProjectAsync(Guid id)
    {
        var answer = await Client.ExamProjectAsync(id);
        if (answer.Value is not { } project)
        {
            return this.Refuse(answer);
        }

        Project = project;
        return null;
    }
}
