using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Screening;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Screening;

/// <summary>A rule as it is typed: a pattern a line, words parted by 、, commas or lines.</summary>
public sealed class RuleForm
{
    private static readonly char[] Partings = ['、', '，', ',', '\n', '\r'];

    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string Clause { get; set; } = "";

    public bool Grave { get; set; } = true;

    public string Patterns { get; set; } = "";

    public string Unless { get; set; } = "";

    public string UnlessThen { get; set; } = "";

    public string Harmless { get; set; } = "";

    public string Example { get; set; } = "";

    public static RuleForm Of(ScreeningRuleText rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new()
        {
            Id = rule.Id,
            Name = rule.Name,
            Clause = rule.Clause,
            Grave = rule.Grave,
            Patterns = string.Join('\n', rule.Patterns),
            Unless = string.Join('、', rule.Unless),
            UnlessThen = string.Join('、', rule.UnlessThen),
            Harmless = string.Join('、', rule.Harmless),
            Example = rule.Example,
        };
    }

    public ScreeningRuleText ToRule(string id) => new(
        id, Name ?? "", Clause ?? "", Grave, (Patterns ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        Words(Unless), Words(UnlessThen), Words(Harmless), Example ?? "");

    private static string[] Words(string? text) => (text ?? "").Split(Partings, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>One screening rule, or a new one.</summary>
public sealed class RuleModel(IServiceProvider services) : PageModel
{
    /// <summary>In the place of an id: no rule has it, since an id holds a dot.</summary>
    private const string New = "new";

    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    [BindProperty]
    public RuleForm Form { get; set; } = new();

    /// <summary>Null for a new one.</summary>
    public ScreeningRuleDetails? Rule { get; private set; }

    public bool MayWrite { get; private set; }

    public async Task<IActionResult> OnGetAsync() => await ReadAsync(typed: false);

    public async Task<IActionResult> OnPostSaveAsync(Guid key)
    {
        var answer = await _api.PutScreeningRuleAsync(Form.ToRule(Id == New ? Form.Id?.Trim() ?? "" : Id), key);
        return await AfterAsync(answer);
    }

    public async Task<IActionResult> OnPostTakeOutAsync(Guid key) => await AfterAsync(await _api.TakeOutScreeningRuleAsync(Id, key));

    private async Task<IActionResult> AfterAsync(ApiAnswer<ScreeningDesk> answer)
    {
        if (answer.IsAccepted)
        {
            return Redirect("/operations/screening");
        }

        this.Show(answer.Problem!);
        return await ReadAsync(typed: true);
    }

    private async Task<IActionResult> ReadAsync(bool typed)
    {
        var desk = await _api.ScreeningAsync();
        if (desk.Value is not { } screening)
        {
            return this.Refuse(desk);
        }

        MayWrite = screening.MayWrite && screening.Open is not { State: ScreeningEditionState.Submitted };
        if (Id == New)
        {
            return Page();
        }

        var answer = await _api.ScreeningRuleAsync(Id);
        if (answer.Value is not { } rule)
        {
            return this.Refuse(answer);
        }

        Rule = rule;
        if (!typed)
        {
            Form = RuleForm.Of((rule.Rule ?? rule.InForce)!);
        }

        return Page();
    }
}
