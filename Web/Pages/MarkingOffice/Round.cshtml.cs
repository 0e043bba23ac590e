using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.MarkingOffice;

/// <summary>How far a round is, how its markers mark, and what a person has to look at.</summary>
public sealed class RoundModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public MarkingRoundDetails Round { get; private set; } = null!;   // the page is not drawn without it

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.MarkingRoundAsync(Id);
        if (answer.Value is not { } round)
        {
            return this.Refuse(answer);
        }

        Round = round;
        return Page();
    }

    public async Task<IActionResult> OnPostNamedAsync(Guid key, Guid scriptId, bool referred, string? note)
    {
        var answer = await _api.DecideSelfNamingAsync(scriptId, new(referred, note?.Trim() ?? ""), key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync();
        }

        return Redirect($"/exam-office/marking-rounds/{Id}");
    }
}
