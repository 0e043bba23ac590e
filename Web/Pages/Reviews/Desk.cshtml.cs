using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Reviews;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Reviews;

/// <summary>One queue over everything that waits, one thing at a time with its evidence, all of it by keys.</summary>
public sealed class DeskModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public ReviewKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Mine { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Hours { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    public Page<ReviewCaseSummary> Waiting { get; private set; } = new([], 0, 1, 20);

    public ReviewFigures[] Figures { get; private set; } = [];

    public UndoableReview[] Undoable { get; private set; } = [];

    public ReviewCaseSummary? Chosen { get; private set; }

    public EmployerDetails? Employer { get; private set; }

    public LicenceDetails? Licence { get; private set; }

    public JobDetails? Job { get; private set; }

    public bool IsMine { get; private set; }

    public string Self(Guid? id = null) => To(Kind, Mine, Hours, id);

    public static string To(ReviewKind? kind, bool mine, int hours, Guid? id = null) => "/operations/reviews".With(
        ("kind", kind), ("mine", mine ? "true" : null), ("hours", hours > 0 ? hours : null), ("id", id));

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.ReviewsAsync(Kind, Mine, Hours, Math.Max(1, Number));
        if (answer.Value is not { } waiting)
        {
            return this.Refuse(answer);
        }

        Waiting = waiting;
        Figures = (await _api.ReviewFiguresAsync()).Value ?? [];
        Undoable = (await _api.UndoableReviewsAsync()).Value ?? [];
        Chosen = Id is { } id ? waiting.Items.FirstOrDefault(one => one.Id == id) : waiting.Items.FirstOrDefault(one => one is { IsTied: false, LookedByMe: false, Appeal: null or { IsMine: false } }) ?? waiting.Items.FirstOrDefault();
        if (Chosen is { } chosen)
        {
            IsMine = chosen.ClaimedBy is { } holder && holder == (await services.GetRequiredService<Visitor>().GetAsync()).UserId;
            await ReadEvidenceAsync(chosen);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostClaimAsync(Guid key) => await AfterAsync(await _api.ClaimReviewAsync(Id!.Value, key), Self(Id));

    public async Task<IActionResult> OnPostReleaseAsync(Guid key) => await AfterAsync(await _api.ReleaseReviewAsync(Id!.Value, key), Self());

    public async Task<IActionResult> OnPostUndoAsync(Guid key, Guid undone) => await AfterAsync(await _api.TakeReviewBackAsync(undone, key), Self(undone));

    public async Task<IActionResult> OnPostTieAsync(Guid key, string code, TieRelation relation, string? note) =>
        await AfterAsync(await _api.DeclareTieAsync(new() { CreditCode = code, Relation = relation, Note = note }, key), Self());

    public async Task<IActionResult> OnPostDecideAsync(
        Guid key, ReviewKind thing, Guid thingId, bool approved, string? reason, int? version, string[]? ticked)
    {
        var decision = new DecideReview(approved, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), version, ticked ?? []);
        return await AfterAsync(await _api.DecideAsync(thing, thingId, decision, key), Self());
    }

    private async Task ReadEvidenceAsync(ReviewCaseSummary chosen)
    {
        switch (chosen.Kind)
        {
            case ReviewKind.Employer:
                Employer = (await _api.EmployerAsync(chosen.ThingId)).Value;
                break;
            case ReviewKind.Licence:
                Licence = (await _api.LicenceAsync(chosen.ThingId)).Value;
                break;
            default:
                Job = (await _api.JobAsync(chosen.ThingId)).Value;
                break;
        }
    }

    private async Task<IActionResult> AfterAsync(ApiAnswer<Done> answer, string next)
    {
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync();
        }

        return Redirect(next);
    }
}
