using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Reviews;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Reviews;

/// <summary>How long people wait for a decision, and how often one was wrong.</summary>
public sealed class FiguresModel(IServiceProvider services) : PageModel
{
    public ReviewFigures[] Kinds { get; private set; } = [];

    public ReviewDay[] Days { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        var api = services.GetRequiredService<ApiClient>();
        var kinds = await api.ReviewFiguresAsync();
        var days = await api.ReviewDaysAsync();
        if (kinds.Value is not { } byKind || days.Value is not { } byDay)
        {
            return kinds.Value is null ? this.Refuse(kinds) : this.Refuse(days);
        }

        (Kinds, Days) = (byKind, byDay);
        return Page();
    }
}
