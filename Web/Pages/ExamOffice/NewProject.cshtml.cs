using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.ExamOffice;

public sealed class NewProjectModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty]
    public ProjectForm Form { get; set; } = new();

    public ExamClient[] Clients { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.ExamClientsAsync();
        if (answer.Value is not { } clients)
        {
            return this.Refuse(answer);
        }

        Clients = clients;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key)
    {
        var answer = await _api.CreateExamProjectAsync(Form.ToRequest(), key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync();
        }

        return Redirect($"/exam-office/projects/{answer.Value!.Id}/positions");
    }
}
