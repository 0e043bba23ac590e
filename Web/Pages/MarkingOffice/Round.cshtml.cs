using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.MarkingOffice;

/// <summary>How far a round is, how its markers mark, and what a person has to look at.</summary>
public sealed class RoundModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public MarkingRoundDetails Round { get; private set; } = null!;   // the page is not drawn without it

    /// <summary>What was entered and refused.</summary>
    public MarkingSettings? Settings { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.MarkingRoundAsync(Id);
        if (answer.Value is not { } round)
        {
            return this.Refuse(answer);
        }

        Round = round;
        return Page();
    }

    /// <summary>How fill-ins are compared, in words.</summary>
    public IEnumerable<string> FillIns()
    {
        var words = services.GetRequiredService<IStringLocalizer<Texts>>();
        var settings = Round.Settings;
        yield return words[settings.IgnoresCase ? "ignores-case" : "minds-case"];
        yield return words[settings.IgnoresSpaces ? "ignores-spaces" : "minds-spaces"];
        yield return words[settings.IgnoresWidth ? "ignores-width" : "minds-width"];
    }

    public async Task<IActionResult> OnPostRulesAsync(Guid key, MarkingRulesForm rules)
    {
        var settings = rules.ToSettings();
        var answer = await _api.ChangeMarkingAsync(
            Id,
            new()
            {
                ThresholdShare = settings.ThresholdShare,
                Step = settings.Step,
                SpotCheckShare = settings.SpotCheckShare,
                SelfCheckEvery = settings.SelfCheckEvery,
                Weight = settings.Weight,
            },
            key);
        if (answer.Problem is { } problem)
        {
            Settings = settings;
            this.Show(problem);
            return await OnGetAsync();
        }

        return Redirect($"/exam-office/marking-rounds/{Id}#rules");
    }

    public async Task<IActionResult> OnPostSendBackAsync(Guid key, Guid taskId, string? reason) =>
        await ThenAsync(await _api.SendBackAnswerAsync(taskId, new(reason ?? ""), key));

    public async Task<IActionResult> OnPostNamedAsync(Guid key, Guid scriptId, bool referred, string? note) =>
        await ThenAsync(await _api.DecideSelfNamingAsync(scriptId, new(referred, note?.Trim() ?? ""), key));

    private async Task<IActionResult> ThenAsync(ApiAnswer<Done> answer)
    {
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync();
        }

        return Redirect($"/exam-office/marking-rounds/{Id}");
    }
}
