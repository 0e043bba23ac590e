using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Evaluations;
using Pinchang.Contracts.Improvements;
using Pinchang.Contracts.Surveys;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Evaluations;

namespace Pinchang.Api.Evaluations;

internal static class ReadEvaluations
{
    public static async Task<Ok<Page<EvaluationSummary>>> ListAsync(
        CurrentUser user, PinchangContext data, CancellationToken cancellation, QueryEnum<SurveyService>? service = null, QueryEnum<EvaluationState>? state = null, int page = 1)
    {
        var found = data.Evaluations.AsNoTracking().Include(evaluation => evaluation.Rows).Where(evaluation => evaluation.AgencyId == user.AgencyId);
        if (service?.Value is { } one)
        {
            found = found.Where(evaluation => evaluation.Service == one);
        }

        if (state?.Value is { } standing)
        {
            found = found.Where(evaluation => evaluation.State == standing);
        }

        var shown = await found.OrderByDescending(evaluation => evaluation.Until).ThenByDescending(evaluation => evaluation.Id).ToPageAsync(page, cancellation);
        var names = await data.NamesAsync(shown.Items.Select(evaluation => (Guid?)evaluation.OpenedBy), cancellation);
        return TypedResults.Ok(shown.Map(evaluation => evaluation.ToSummary(names)));
    }

    /// <summary>When each service is to be evaluated next, counted from the last closed sheet, or from the day the agency came.</summary>
    public static async Task<Ok<EvaluationDue[]>> DueAsync(CurrentUser user, PinchangContext data, TimeProvider time, CancellationToken cancellation)
    {
        var (agencyId, today) = (user.AgencyId!.Value, ChinaTime.DateOf(time.GetUtcNow()));
        var last = await data.Evaluations.Where(evaluation => evaluation.AgencyId == agencyId && evaluation.State == EvaluationState.Closed)
            .GroupBy(evaluation => evaluation.Service).Select(group => new { group.Key, Until = group.Max(evaluation => evaluation.Until) })
            .ToDictionaryAsync(group => group.Key, group => group.Until, cancellation);
        var since = ChinaTime.DateOf(await data.Agencies.Where(agency => agency.Id == agencyId).Select(agency => agency.CreatedAt).SingleAsync(cancellation));
        return TypedResults.Ok(Enum.GetValues<SurveyService>().Select(service =>
        {
            DateOnly? until = last.TryGetValue(service, out var day) ? day : null;
            var due = EvaluationTemplates.DueAfter(service, until ?? since);
            return new EvaluationDue(service, until, due, due < today);
        }).ToArray());
    }

    /// <param name="id">Of a sheet, or of one of its rows, which is what an improvement points to.</param>
    public static async Task<Results<Ok<EvaluationDetails>, ProblemHttpResult>> GetAsync(
        Guid id, CurrentUser user, PinchangContext data, EvaluationCounter counter, CancellationToken cancellation) =>
        await data.FindEvaluationAsync(id, user, cancellation) is { } evaluation
            ? TypedResults.Ok(await data.ToDetailsAsync(evaluation, user, counter, cancellation))
            : CommonRefusals.NotFound.ToProblem();

    public static async Task<Results<Ok<EvidenceCandidate[]>, ProblemHttpResult>> EvidenceAsync(
        Guid id, CurrentUser user, PinchangContext data, EvaluationEvidenceFinder evidence, CancellationToken cancellation) =>
        await data.FindEvaluationAsync(id, user, cancellation) is { } evaluation
            ? TypedResults.Ok(await evidence.FindAsync(evaluation, cancellation))
            : CommonRefusals.NotFound.ToProblem();

    public static Task<Evaluation?> FindEvaluationAsync(this PinchangContext data, Guid id, CurrentUser user, CancellationToken cancellation) =>
        data.Evaluations.AsNoTracking().Include(evaluation => evaluation.Rows)
            .SingleOrDefaultAsync(evaluation => evaluation.AgencyId == user.AgencyId && (evaluation.Id == id || evaluation.Rows.Any(row => row.Id == id)), cancellation);

    /// <summary>The improvement of each row that has one: the newest that was not cancelled.</summary>
    public static async Task<Dictionary<Guid, RowMeasure>> MeasuresOfAsync(this PinchangContext data, Evaluation evaluation, CancellationToken cancellation)
    {
        Guid[] rows = [.. evaluation.Rows.Select(row => row.Id)];
        var measures = await data.Improvements.AsNoTracking()
            .Where(one => one.Source == ImprovementSource.Evaluation && rows.Contains(one.SourceId!.Value) && one.State != ImprovementState.Cancelled)
            .OrderBy(one => one.OpenedAt).ThenBy(one => one.Id).ToListAsync(cancellation);
        return measures.GroupBy(one => one.SourceId!.Value).ToDictionary(group => group.Key, group => new RowMeasure(group.Last().Id, group.Last().Title, group.Last().ClosedAt is not null));
    }

    public static async Task<EvaluationDetails> ToDetailsAsync(
        this PinchangContext data, Evaluation evaluation, CurrentUser user, EvaluationCounter counter, CancellationToken cancellation)
    {
        var entries = await data.Set<EvaluationEntry>().AsNoTracking().Where(entry => entry.EvaluationId == evaluation.Id)
            .OrderBy(entry => entry.At).ThenBy(entry => entry.Id).ToListAsync(cancellation);
        var names = await data.NamesAsync(entries.Select(entry => (Guid?)entry.StaffId).Append(evaluation.OpenedBy), cancellation);
        var measures = await data.MeasuresOfAsync(evaluation, cancellation);
        var before = await data.Evaluations.AsNoTracking()
            .Where(one => one.AgencyId == evaluation.AgencyId && one.Service == evaluation.Service && one.State == EvaluationState.Closed && one.Until < evaluation.Until && one.Id != evaluation.Id)
            .OrderByDescending(one => one.Until).ThenByDescending(one => one.Id).FirstOrDefaultAsync(cancellation);
        var isOpen = evaluation.State == EvaluationState.Open;
        return new(
            evaluation.ToSummary(names),
            [.. evaluation.Rows.OrderBy(row => row.Place).Select(row => ToDetails(row, evaluation, measures, names))],
            evaluation.Outside, evaluation.NeedsOutside, evaluation.Conclusion, evaluation.NextGoals,
            evaluation.Figures ?? await counter.CountAsync(evaluation, cancellation),
            before is null ? null : new(before.Id, before.From, before.Until, before.Figures!, before.NextGoals),
            [.. entries.Select(entry => ToDetails(entry, evaluation, names))],
            new(isOpen && user.May(Access.GradeEvaluations), isOpen && user.May(Access.ManageEvaluations), user.May(Access.ManageImprovements)));
    }

    private static EvaluationSummary ToSummary(this Evaluation evaluation, Dictionary<Guid, string> names) => new(
        evaluation.Id, evaluation.Service, evaluation.From, evaluation.Until, evaluation.State, names.GetValueOrDefault(evaluation.OpenedBy) ?? "", evaluation.OpenedAt, evaluation.ClosedAt,
        evaluation.Rows.Count, evaluation.Rows.Count(row => row.Grade is not null), evaluation.Rows.Count(row => row.Grade == EvaluationGrade.NotConforming));

    private static EvaluationRowDetails ToDetails(EvaluationRow row, Evaluation evaluation, Dictionary<Guid, RowMeasure> measures, Dictionary<Guid, string> names)
    {
        var (point, measure) = (EvaluationTemplates.Find(evaluation.Service, row.Clause), measures.GetValueOrDefault(row.Id));
        return new(
            row.Id, point.Group, point.Title, point.Requirement, row.Grade, row.Remark, row.Evidence, row.GradedBy is { } by ? names.GetValueOrDefault(by) : null, row.GradedAt,
            measure, row.Grade == EvaluationGrade.NotConforming && measure is null);
    }

    private static EvaluationEntryDetails ToDetails(EvaluationEntry entry, Evaluation evaluation, Dictionary<Guid, string> names) => new(
        entry.Step, entry.At, names.GetValueOrDefault(entry.StaffId) ?? "",
        entry.Clause is { } clause ? EvaluationTemplates.Find(evaluation.Service, clause).Title : null, entry.Grade, entry.Text);
}
