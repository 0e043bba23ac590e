using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Marking;

/// <summary>What waits for a marker, question by question. Which answer comes next, Api says.</summary>
public sealed class DeskModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    public MarkerDesk Desk { get; private set; } = null!;   // the page is not drawn without it

    public bool MayAdjudicate { get; private set; }

    /// <summary>The last waiting answer was marked.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Emptied { get; set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.MarkerDeskAsync();
        if (answer.Value is not { } desk)
        {
            return this.Refuse(answer);
        }

        Desk = desk;
        MayAdjudicate = (await services.GetRequiredService<Visitor>().GetAsync()).May(Access.Adjudicate);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, Guid roundId, string questionId)
    {
        var answer = await _api.TakeAnswerAsync(roundId, questionId, key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync();
        }

        return Redirect(answer.Value!.Task is { } task ? $"/marking/tasks/{task.Id}" : "/marking?emptied=true");
    }
}
