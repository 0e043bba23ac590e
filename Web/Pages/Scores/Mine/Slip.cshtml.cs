using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Scores.Mine;

/// <summary>成绩单: the candidate's own score, to print; and the request to look again.</summary>
public sealed class SlipModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public Guid RegistrationId { get; set; }

    /// <summary>Null while there is none to show.</summary>
    public ScoreSlip? Slip { get; private set; }

    public string? Reason { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.ScoreSlipAsync(RegistrationId);
        if (answer.Problem is { } unpublished && unpublished.Code == ScoreRefusals.NotPublished.Code)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }

        if (answer.Value is not { } slip)
        {
            return this.Refuse(answer);
        }

        Slip = slip;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, string? reason)
    {
        Reason = reason;
        var answer = await _api.AskRecheckAsync(RegistrationId, new(reason ?? ""), key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync();
        }

        return Redirect($"/my/exams/{RegistrationId}/score");
    }
}
