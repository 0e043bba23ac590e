using Microsoft.AspNetCore.Mvc;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.ExamOffice;

public sealed class StaffModel(IServiceProvider services) : ProjectPage(services)
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string Role { get; set; } = Roles.RegistrationReviewer;

    public ExamStaffMember[] Staff { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await ReadProjectAsync(id) is { } elsewhere)
        {
            return elsewhere;
        }

        var answer = await Client.ExamStaffAsync(id);
        if (answer.Value is not { } staff)
        {
            return this.Refuse(answer);
        }

        Staff = staff;
        return Page();
    }

    public Task<IActionResult> OnPostAsync(Guid id, Guid key) =>
        AfterAsync(id, Client.AddExamStaffAsync(id, new(Phone?.Trim() ?? "", Name?.Trim() ?? "", Role), key));

    public Task<IActionResult> OnPostRemoveAsync(Guid id, Guid key, Guid member) => AfterAsync(id, Client.RemoveExamStaffAsync(id, member, key));

    private async Task<IActionResult> AfterAsync(Guid id, Task<ApiAnswer<ExamStaffMember[]>> act)
    {
        if ((await act).Problem is not { } problem)
        {
            return Redirect($"/exam-office/projects/{id}/staff");
        }

        this.Show(problem);
        return await OnGetAsync(id);
    }
}
