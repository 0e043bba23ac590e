using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.MarkingOffice;

/// <summary>The lines of a notice, to leaf through; the whole list is taken out with a reason.</summary>
public sealed class ScoreListModel(IServiceProvider services) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public ScoreList List { get; private set; } = null!;   // the page is not drawn without it

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        var answer = await services.GetRequiredService<ApiClient>().ScoreListAsync(Id, Q?.Trim(), Math.Max(1, number));
        if (answer.Value is not { } list)
        {
            return this.Refuse(answer);
        }

        List = list;
        return Page();
    }
}
