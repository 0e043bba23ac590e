using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Scores;

/// <summary>Published scores: card number, masked name, result. Not for search engines.</summary>
public sealed class PublishedModel(IServiceProvider services) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Position { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public PublishedScores Published { get; private set; } = null!;   // the page is not drawn without it

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        var answer = await services.GetRequiredService<ApiClient>().PublishedScoresAsync(Id, Position, Q?.Trim(), Math.Max(1, number));
        if (answer.Value is not { } published)
        {
            return this.Refuse(answer);
        }

        Published = published;
        return Page();
    }
}
