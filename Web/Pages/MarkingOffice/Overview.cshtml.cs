using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.MarkingOffice;

/// <summary>The marking of a project, sitting by sitting, and its opening.</summary>
public sealed class OverviewModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public MarkingOverview Overview { get; private set; } = null!;   // the page is not drawn without it

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.MarkingOverviewAsync(Id);
        if (answer.Value is not { } overview)
        {
            return this.Refuse(answer);
        }

        Overview = overview;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, Guid sittingId, decimal threshold, decimal spot, decimal weight)
    {
        var settings = new MarkingSettings { ThresholdShare = threshold / 100, SpotCheckShare = spot / 100, Weight = weight };
        var answer = await _api.OpenMarkingAsync(sittingId, new(settings), key);
        if (answer.Value is not { } round)
        {
            this.Show(answer.Problem!);
            return await OnGetAsync();
        }

        return Redirect($"/exam-office/marking-rounds/{round.Id}");
    }
}
