using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Evaluations;
using Pinchang.Contracts.Surveys;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Evaluations;

/// <summary>An agency's evaluation sheets, when the next are due, and where a new one is opened.</summary>
public sealed class ListModel(IServiceProvider services) : PageModel
{
    private const string Here = "/operations/evaluations";

    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public SurveyService? Service { get; set; }

    [BindProperty(SupportsGet = true)]
    public EvaluationState? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public Page<EvaluationSummary> Found { get; private set; } = new([], 0, 1, 20);

    public EvaluationDue[] Due { get; private set; } = [];

    public bool MayManage { get; private set; }

    /// <summary>What was typed and refused, to be mended.</summary>
    public IFormCollection? Typed { get; private set; }

    public string? Of(string field, string? otherwise = null) => Typed is { } typed ? typed[field].ToString() : otherwise;

    public string Self(SurveyService? service, EvaluationState? state) => Here.With(("service", service), ("state", state));

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.EvaluationsAsync(Service, State, Math.Max(1, Number));
        if (answer.Value is not { } found)
        {
            return this.Refuse(answer);
        }

        Found = found;
        Due = (await _api.EvaluationsDueAsync()).Value ?? [];
        MayManage = (await services.GetRequiredService<Visitor>().GetAsync()).May(Access.ManageEvaluations);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, SurveyService about, DateOnly? from, DateOnly? until)
    {
        var answer = await _api.OpenEvaluationAsync(new(about, from ?? default, until ?? default), key);
        if (answer.Value is { } opened)
        {
            TempData["Done"] = "opened";
            return Redirect($"{Here}/{opened.Summary.Id}");
        }

        Typed = await Request.ReadFormAsync();
        var drawn = await OnGetAsync();
        this.Show(answer.Problem!);
        return drawn;
    }
}
