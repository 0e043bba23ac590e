using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Reviews;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Reviews;

/// <summary>What the rules let through and the draw brought before a person.</summary>
public sealed class SamplesModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public SampledKind? Kind { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public Page<ReviewSampleSummary> Waiting { get; private set; } = new([], 0, 1, 20);

    public static string To(SampledKind? kind) => "/operations/reviews/samples".With(("kind", kind));

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.ReviewSamplesAsync(Kind, Math.Max(1, Number));
        if (answer.Value is not { } waiting)
        {
            return this.Refuse(answer);
        }

        Waiting = waiting;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, Guid sample, bool overturned, string? reason)
    {
        var answer = await _api.DecideSampleAsync(sample, new(overturned, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim()), key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync();
        }

        return Redirect(To(Kind));
    }
}
