using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Marking;

public sealed class AdjudicationsModel(IServiceProvider services) : PageModel
{
    public Page<WaitingAdjudication> Waiting { get; private set; } = new([], 0, 1, 20);

    /// <summary>The points that were just decided.</summary>
    [BindProperty(SupportsGet = true)]
    public decimal? Decided { get; set; }

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        var answer = await services.GetRequiredService<ApiClient>().AdjudicationsAsync(Math.Max(1, number));
        if (answer.Value is not { } waiting)
        {
            return this.Refuse(answer);
        }

        Waiting = waiting;
        return Page();
    }
}
