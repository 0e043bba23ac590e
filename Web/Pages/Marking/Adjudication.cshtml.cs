using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Marking;

/// <summary>An answer that the markers did not agree on, with all that they gave; the adjudicator has the last word.</summary>
public sealed class AdjudicationModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public AdjudicationCase Case { get; private set; } = null!;   // the page is not drawn without it

    public decimal? Points { get; private set; }

    public string? Reason { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.AdjudicationAsync(Id);
        if (answer.Value is not { } found)
        {
            return this.Refuse(answer);
        }

        Case = found;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, decimal? points, bool half, string? reason)
    {
        var total = points + (half ? 0.5m : 0);
        (Points, Reason) = (total, reason);
        var answer = await _api.AdjudicateAsync(Id, new(total ?? -1, reason?.Trim() ?? ""), key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync();
        }

        return Redirect("/marking/adjudications".With(("decided", total)));
    }
}
