using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Notifications;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Operations;

/// <summary>What people are told, kind by kind, as the agency words it.</summary>
public sealed class NoticeTextsModel(IServiceProvider services) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>Those that were searched for, by what they are about.</summary>
    public ILookup<string, NoticeTextSummary> Groups { get; private set; } = Array.Empty<NoticeTextSummary>().ToLookup(_ => "");

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await services.GetRequiredService<ApiClient>().NoticeTextsAsync();
        if (answer.Value is not { } texts)
        {
            return this.Refuse(answer);
        }

        Groups = texts
            .Where(text => string.IsNullOrWhiteSpace(Q) || (text.Subject + text.Text).Contains(Q.Trim(), StringComparison.OrdinalIgnoreCase))
            .ToLookup(text => GroupOf(text.Key));
        return Page();
    }

    /// <summary>The key's first word: application-sent is about applications.</summary>
    private static string GroupOf(string key) => key[..(key.IndexOf('-', StringComparison.Ordinal) is > 0 and var end ? end : key.Length)];
}
