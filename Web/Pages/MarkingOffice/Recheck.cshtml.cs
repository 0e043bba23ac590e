using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.MarkingOffice;

/// <summary>A candidate's request with the points of each question; what looks wrong goes back to the adjudicator.</summary>
public sealed class RecheckModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Project { get; set; }

    public RecheckFile Found { get; private set; } = null!;   // the page is not drawn without it

    public string? Answer { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.RecheckAsync(Id);
        if (answer.Value is not { } file)
        {
            return this.Refuse(answer);
        }

        Found = file;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, bool corrected, string? answer)
    {
        Answer = answer;
        return await ThenAsync(await _api.AnswerRecheckAsync(Id, new(corrected, answer ?? ""), key), $"/exam-office/projects/{Project}/results");
    }

    public async Task<IActionResult> OnPostSendBackAsync(Guid key, Guid taskId, string? reason) =>
        await ThenAsync(await _api.SendBackAnswerAsync(taskId, new(reason ?? ""), key), $"/exam-office/rechecks/{Id}".With(("project", Project)));

    private async Task<IActionResult> ThenAsync<T>(ApiAnswer<T> answer, string onward)
        where T : class
    {
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync();
        }

        return Redirect(onward);
    }
}
