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

    /// <summary>The sitting whose opening was refused, and what was entered for it.</summary>
    public Guid? Refused { get; private set; }

    public MarkingSettings Settings { get; private set; } = MarkingSettings.Default;

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

    public async Task<IActionResult> OnPostAsync(Guid key, Guid sittingId, MarkingRulesForm rules)
    {
        (Refused, Settings) = (sittingId, rules.ToSettings());
        var answer = await _api.OpenMarkingAsync(sittingId, new(Settings), key);
        if (answer.Value is not { } round)
        {
            this.Show(answer.Problem!);
            return await OnGetAsync();
        }

        return Redirect($"/exam-office/marking-rounds/{round.Id}");
    }
}
