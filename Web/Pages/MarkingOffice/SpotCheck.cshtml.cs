using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.MarkingOffice;

/// <summary>抽查: a settled answer with its marks; the officer agrees, or sends it to the adjudicator.</summary>
public sealed class SpotCheckModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public SpotCheckDetails Details { get; private set; } = null!;   // the page is not drawn without it

    public string? Note { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.SpotCheckAsync(Id);
        if (answer.Value is not { } details)
        {
            return this.Refuse(answer);
        }

        Details = details;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, Guid roundId, bool agreed, string? note)
    {
        Note = note;
        var answer = await _api.DecideSpotCheckAsync(Id, new(agreed, string.IsNullOrWhiteSpace(note) ? null : note.Trim()), key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync();
        }

        return Redirect($"/exam-office/marking-rounds/{roundId}");
    }
}
