using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Persons;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Persons;

/// <summary>One masked value in full, once a reason was given, and for this view only.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class RevealModel(IServiceProvider services) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public RevealedThing Thing { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public RevealedPart Part { get; set; }

    /// <summary>The page that shows it masked.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    public string? Reason { get; private set; }

    public string? Value { get; private set; }

    public string Return => this.Onward(Back, "/my/work");

    public static string To(RevealedThing thing, Guid id, RevealedPart part, HttpRequest from) =>
        "/reveals".With(("thing", thing), ("id", id), ("part", part), ("back", from.Path + from.QueryString));

    public async Task<IActionResult> OnPostAsync(Guid key, string? reason, string? canned)
    {
        Reason = string.IsNullOrWhiteSpace(reason) ? canned : reason;
        var answer = await services.GetRequiredService<ApiClient>().RevealAsync(new(Thing, Id, Part, Reason ?? ""), key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
        }

        Value = answer.Value?.Value;
        return Page();
    }
}
