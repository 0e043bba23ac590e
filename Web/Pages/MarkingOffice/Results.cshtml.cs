using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.MarkingOffice;

/// <summary>From marked scripts to published scores, step by step; each step says what it waits for.</summary>
public sealed class ResultsModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public ScoreOffice Office { get; private set; } = null!;   // the page is not drawn without it

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        var answer = await _api.ScoreOfficeAsync(Id, Math.Max(1, number));
        if (answer.Value is not { } office)
        {
            return this.Refuse(answer);
        }

        Office = office;
        return Page();
    }

    public async Task<IActionResult> OnPostCheckAsync(Guid key) => await ThenAsync(await _api.CheckScoresAsync(Id, key));

    public async Task<IActionResult> OnPostAssembleAsync(Guid key) => await ThenAsync(await _api.AssembleScoresAsync(Id, key));

    public async Task<IActionResult> OnPostConfirmAsync(Guid key, Guid noticeId, string? confirmedBy, string? reference, string fingerprint) =>
        await ThenAsync(await _api.ConfirmScoresAsync(noticeId, new(confirmedBy ?? "", reference ?? "", fingerprint), key));

    public async Task<IActionResult> OnPostPublishAsync(Guid key, Guid noticeId, int days, int recheckDays) =>
        await ThenAsync(await _api.PublishScoresAsync(noticeId, new(days, recheckDays), key));

    public async Task<IActionResult> OnPostTakeDownAsync(Guid key, Guid noticeId, string? reason) =>
        await ThenAsync(await _api.TakeDownScoresAsync(noticeId, new(reason ?? ""), key));

    private async Task<IActionResult> ThenAsync<T>(ApiAnswer<T> answer)
        where T : class
    {
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync();
        }

        return Redirect($"/exam-office/projects/{Id}/results");
    }
}
