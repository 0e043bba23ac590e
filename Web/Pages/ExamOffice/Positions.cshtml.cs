using Microsoft.AspNetCore.Mvc;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.ExamOffice;

public sealed class PositionsModel(IServiceProvider services) : ProjectPage(services)
{
    [BindProperty]
    public PositionForm Form { get; set; } = new();

    /// <summary>The position that is being changed; null adds one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Edit { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await ReadProjectAsync(id) is { } elsewhere)
        {
            return elsewhere;
        }

        var edited = Project.Positions.FirstOrDefault(position => position.Id == Edit);
        Edit = edited?.Id;
        Form = edited is null ? new() : PositionForm.Of(edited.Content);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid key)
    {
        var answer = Edit is { } position
            ? await Client.ChangePositionAsync(id, position, Form.ToRequest())
            : await Client.AddPositionAsync(id, Form.ToRequest(), key);
        return answer.Problem is { } problem ? await DrawnAsync(id, problem) : Redirect($"/exam-office/projects/{id}/positions");
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, Guid key)
    {
        var answer = await Client.RemovePositionAsync(id, Edit ?? default, key);
        if (answer.Problem is not { } problem)
        {
            return Redirect($"/exam-office/projects/{id}/positions");
        }

        this.Show(problem);
        return await OnGetAsync(id);
    }

    private async Task<IActionResult> DrawnAsync(Guid id, Problem problem)
    {
        this.Show(problem);
        return await ReadProjectAsync(id) ?? Page();
    }
}
