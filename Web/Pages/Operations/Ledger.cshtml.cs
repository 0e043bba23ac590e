using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Ledger;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Operations;

/// <summary>The service ledger, searched by words, kind and time; a click on a name or a thing shows only its lines.</summary>
public sealed class LedgerModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Organisation { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Person { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Subject { get; set; }

    public Page<LedgerLineSummary> Lines { get; private set; } = new([], 0, 1, 50);

    public LedgerStanding? Standing { get; private set; }

    /// <summary>What the list is narrowed to by a click.</summary>
    public IReadOnlyList<(string Name, Guid Id)> Chosen =>
        [.. new[] { ("organisation", Organisation), ("person", Person), ("subject", Subject) }.Where(part => part.Item2 is not null).Select(part => (part.Item1, part.Item2!.Value))];

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        var standing = await _api.LedgerStandingAsync();
        if (standing.Value is null)
        {
            return this.Refuse(standing);
        }

        Standing = standing.Value;
        var answer = await _api.LedgerAsync(
            ("q", Q), ("kind", Kind), ("from", From), ("to", To), ("organisation", Organisation), ("person", Person), ("subject", Subject), ("page", Math.Max(1, number)));
        if (answer.Value is { } lines)
        {
            Lines = lines;
        }
        else if (answer.Problem is { } problem && answer.Status == StatusCodes.Status400BadRequest)
        {
            this.Show(problem);
        }
        else
        {
            return this.Refuse(answer);
        }

        return Page();
    }
}
