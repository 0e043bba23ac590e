using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pinchang.Contracts;
using Pinchang.Contracts.Screening;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Screening;

/// <summary>The screening rules, edition by edition: what holds, what is being changed, and what that would do to past texts.</summary>
public sealed class ListModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();
    private readonly IStringLocalizer<Texts> _texts = services.GetRequiredService<IStringLocalizer<Texts>>();

    [BindProperty(SupportsGet = true)]
    public string? Find { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public ScreeningDesk Desk { get; private set; } = null!;   // read before the page is drawn

    public ScreeningTried? Tried { get; private set; }

    public ScreeningRuleSummary[] Shown => string.IsNullOrWhiteSpace(Find)
        ? Desk.Rules
        : [.. Desk.Rules.Where(rule => new[] { rule.Id, rule.Name, rule.Clause, rule.Example }.Any(text => text.Contains(Find.Trim(), StringComparison.OrdinalIgnoreCase)))];

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.ScreeningAsync();
        if (answer.Value is not { } desk)
        {
            return this.Refuse(answer);
        }

        Desk = desk;
        return Page();
    }

    public async Task<IActionResult> OnPostTryAsync(Guid key)
    {
        var answer = await _api.TryScreeningAsync(Text ?? "", key);
        if (answer.IsAccepted)
        {
            Tried = answer.Value;
        }
        else
        {
            this.Show(answer.Problem!);
        }

        return await OnGetAsync();
    }

    public async Task<IActionResult> OnPostTrialAsync(Guid key) => await AfterAsync(await _api.TryScreeningOnPastAsync(key));

    public async Task<IActionResult> OnPostSubmitAsync(Guid key) => await AfterAsync(await _api.SubmitScreeningAsync(Note ?? "", key));

    public async Task<IActionResult> OnPostDiscardAsync(Guid key) => await AfterAsync(await _api.DiscardScreeningAsync(key));

    public async Task<IActionResult> OnPostBringBackAsync(Guid key, int number) => await AfterAsync(await _api.BringBackScreeningAsync(number, key));

    public async Task<IActionResult> OnPostDecideAsync(Guid key, bool approved, string? reason) =>
        await AfterAsync(await _api.DecideScreeningAsync(new(approved, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim()), key));

    /// <summary>The kinds that are shipped have a name; one that people brought in goes by its id.</summary>
    public string KindOf(string kind) => _texts[$"kind.{kind}"] is { ResourceNotFound: false } name ? name.Value : kind;

    public static TextMark[] MarkOf(ScreeningTrialChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return [new("text", change.RuleId, change.Rule, "", change.Newly, "", change.Start, change.Length)];
    }

    private async Task<IActionResult> AfterAsync(ApiAnswer<ScreeningDesk> answer)
    {
        if (answer.IsAccepted)
        {
            return Redirect("/operations/screening");
        }

        this.Show(answer.Problem!);
        return await OnGetAsync();
    }
}
