using Microsoft.AspNetCore.Mvc;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.ExamOffice;

public sealed class SettingsModel(IServiceProvider services) : ProjectPage(services)
{
    [BindProperty]
    public ProjectForm Form { get; set; } = new();

    public ExamClient[] Clients { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await PrepareAsync(id) is { } elsewhere)
        {
            return elsewhere;
        }

        Form = ProjectForm.Of(Project.Content);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        var answer = await Client.ChangeExamProjectAsync(id, Form.ToRequest());
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await PrepareAsync(id) ?? Page();
        }

        TempData["Done"] = "saved";
        return Redirect($"/exam-office/projects/{id}/settings");
    }

    private async Task<IActionResult?> PrepareAsync(Guid id)
    {
        if (await ReadProjectAsync(id) is { } elsewhere)
        {
            return elsewhere;
        }

        var answer = await Client.ExamClientsAsync();
        Clients = answer.Value ?? [];
        return answer.Value is null ? this.Refuse(answer) : null;
    }
}
