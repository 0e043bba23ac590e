using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Evaluations;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Evaluations;

/// <summary>One sheet: graded row by row, heard from outside, closed, printed.</summary>
public sealed class EvaluationModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    /// <summary>Of the sheet, or of one of its rows.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Row { get; set; }

    public EvaluationDetails Found { get; private set; } = null!;   // read before the page is drawn

    /// <summary>Of the row that is being graded: what belongs to it first.</summary>
    public (EvaluationEvidence Evidence, bool IsSuggested)[] Evidence { get; private set; } = [];

    /// <summary>What was typed and refused, to be mended.</summary>
    public IFormCollection? Typed { get; private set; }

    public string Self => $"/operations/evaluations/{Found.Summary.Id}";

    public static string ValueOf(EvaluationEvidence evidence) => $"{evidence.Kind}:{evidence.Id}";

    public string? Of(string form, string field, string? kept = null) => Typed is { } typed && typed["form"] == form ? typed[field].ToString() : kept;

    /// <summary>What was typed, else what is kept, else what the product suggests.</summary>
    public bool IsChosen(EvaluationRowDetails row, (EvaluationEvidence Evidence, bool IsSuggested) one)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (Typed is { } typed && typed["form"] == "grade")
        {
            return typed["evidence"].Contains(ValueOf(one.Evidence));
        }

        return row.Grade is null ? one.IsSuggested : row.Evidence.Any(kept => ValueOf(kept) == ValueOf(one.Evidence));
    }

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.EvaluationAsync(Id);
        if (answer.Value is not { } found)
        {
            return this.Refuse(answer);
        }

        Found = found;
        if (found.Summary.Id != Id)
        {
            return Redirect($"{Self}#row-{Id}");
        }

        if (found.Rights.MayGrade && Row is { } rowId && Array.Find(found.Rows, row => row.Id == rowId) is { } chosen)
        {
            var candidates = (await _api.EvaluationEvidenceAsync(Id)).Value ?? [];
            Evidence =
            [
                .. candidates.Select(one => (one.Evidence, IsSuggested: one.For.Contains(rowId)))
                    .Concat(chosen.Evidence.Where(kept => Array.TrueForAll(candidates, one => ValueOf(one.Evidence) != ValueOf(kept))).Select(kept => (Evidence: kept, IsSuggested: true)))
                    .OrderByDescending(one => one.IsSuggested),
            ];
        }

        return Page();
    }

    public async Task<IActionResult> OnPostGradeAsync(Guid key, EvaluationGrade? grade, string? remark, string[] evidence)
    {
        if (Row is not { } rowId)
        {
            return Redirect($"/operations/evaluations/{Id}");
        }

        if (grade is not { } given)
        {
            return await AgainAsync(null);
        }

        var answer = await _api.GradeEvaluationRowAsync(Id, rowId, new(given, remark, [.. evidence.Select(LinkOf).OfType<EvidenceLink>()]), key);
        if (answer.Value is not { } kept)
        {
            return await AgainAsync(answer.Problem);
        }

        // On to the next without a grade, after this one or from the top.
        TempData["Done"] = "graded-done";
        var place = Array.FindIndex(kept.Rows, row => row.Id == rowId);
        var next = kept.Rows.Skip(place + 1).Concat(kept.Rows.Take(place)).FirstOrDefault(row => row.Grade is null);
        return Redirect(given == EvaluationGrade.NotConforming || next is null ? $"/operations/evaluations/{Id}#row-{rowId}" : $"/operations/evaluations/{Id}?row={next.Id}#row-{next.Id}");
    }

    public async Task<IActionResult> OnPostOutsideAsync(Guid key, string? organisation, DateOnly? heldOn, EvaluationGrade outsideGrade, string? opinion) =>
        await DoneAsync(await _api.HearOutsideAsync(Id, new(organisation ?? "", heldOn ?? default, outsideGrade, opinion ?? ""), key), "heard");

    public async Task<IActionResult> OnPostCloseAsync(Guid key, string? conclusion, string? nextGoals) =>
        await DoneAsync(await _api.CloseEvaluationAsync(Id, new(conclusion ?? "", nextGoals ?? ""), key), "closed");

    private static EvidenceLink? LinkOf(string value) =>
        value.Split(':') is [var kind, var id] && Enum.TryParse<EvidenceKind>(kind, out var known) && Guid.TryParse(id, out var found) ? new(known, found) : null;

    private async Task<IActionResult> DoneAsync(ApiAnswer<EvaluationDetails> answer, string what)
    {
        if (!answer.IsAccepted)
        {
            return await AgainAsync(answer.Problem);
        }

        TempData["Done"] = what;
        return Redirect($"/operations/evaluations/{Id}");
    }

    private async Task<IActionResult> AgainAsync(Problem? problem)
    {
        Typed = await Request.ReadFormAsync();
        var drawn = await OnGetAsync();
        if (problem is not null)
        {
            this.Show(problem);
        }

        return drawn;
    }
}
