using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Evaluations;
using Pinchang.Data;
using Pinchang.Domain.Evaluations;

namespace Pinchang.Api.Evaluations;

/// <summary>The steps of an evaluation sheet.</summary>
internal sealed class KeepEvaluations(CurrentUser user, CommandContext command, PinchangContext data, EvaluationEvidenceFinder evidence, EvaluationCounter counter)
{
    private EvaluationBy By => new(Guid.CreateVersion7(command.ReceivedAt), user.Id, command.ReceivedAt);

    public static Task<Results<Ok<EvaluationDetails>, ProblemHttpResult>> OpenAsync(OpenEvaluation body, KeepEvaluations keep, CancellationToken cancellation) =>
        keep.OpenAsync(body, cancellation);

    public static Task<Results<Ok<EvaluationDetails>, ProblemHttpResult>> GradeAsync(
        Guid id, Guid rowId, GradeRow body, KeepEvaluations keep, CancellationToken cancellation) =>
        keep.StepAsync(id, evaluation => keep.GradeAsync(evaluation, rowId, body, cancellation), cancellation);

    public static Task<Results<Ok<EvaluationDetails>, ProblemHttpResult>> HearAsync(Guid id, RecordOutsideView body, KeepEvaluations keep, CancellationToken cancellation) =>
        keep.StepAsync(id, evaluation => Task.FromResult(evaluation.Hear(body, keep.By)), cancellation);

    public static Task<Results<Ok<EvaluationDetails>, ProblemHttpResult>> CloseAsync(Guid id, CloseEvaluation body, KeepEvaluations keep, CancellationToken cancellation) =>
        keep.StepAsync(id, evaluation => keep.CloseAsync(evaluation, body, cancellation), cancellation);

    private async Task<Results<Ok<EvaluationDetails>, ProblemHttpResult>> OpenAsync(OpenEvaluation body, CancellationToken cancellation)
    {
        var agencyId = user.AgencyId!.Value;
        await data.LockAsync($"evaluations of {agencyId}", cancellation);
        if (await data.Evaluations.AnyAsync(
            evaluation => evaluation.AgencyId == agencyId && evaluation.Service == body.Service && evaluation.From == body.From && evaluation.Until == body.Until, cancellation))
        {
            return EvaluationRefusals.PeriodTaken.On("from").ToProblem();
        }

        var outcome = Evaluation.Open(agencyId, body, By);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        data.Evaluations.Add(outcome.Value);
        return await KeepAsync(outcome.Value, cancellation);
    }

    private async Task<Outcome<Evaluation>> GradeAsync(Evaluation evaluation, Guid rowId, GradeRow body, CancellationToken cancellation)
    {
        if (body.Evidence is not { } links || links.Length > Evaluation.MostEvidence)
        {
            return CommonRefusals.Malformed.On("evidence");
        }

        var known = (await evidence.FindAsync(evaluation, cancellation)).Select(candidate => candidate.Evidence)
            .Concat(evaluation.Rows.SelectMany(row => row.Evidence)).ToList();
        EvaluationEvidence?[] found = [.. links.Distinct().Select(link => known.Find(one => one.Kind == link.Kind && one.Id == link.Id))];
        return Array.Exists(found, one => one is null)
            ? EvaluationRefusals.EvidenceUnknown.On("evidence")
            : evaluation.Grade(rowId, body, found!, By);
    }

    private async Task<Outcome<Evaluation>> CloseAsync(Evaluation evaluation, CloseEvaluation body, CancellationToken cancellation)
    {
        var measured = (await data.MeasuresOfAsync(evaluation, cancellation)).Keys;
        return evaluation.Close(body, measured, await counter.CountAsync(evaluation, cancellation), By);
    }

    private async Task<Results<Ok<EvaluationDetails>, ProblemHttpResult>> StepAsync(
        Guid id, Func<Evaluation, Task<Outcome<Evaluation>>> step, CancellationToken cancellation)
    {
        await data.LockAsync($"evaluation {id}", cancellation);
        var evaluation = await data.Evaluations.Include(evaluation => evaluation.Rows)
            .SingleOrDefaultAsync(evaluation => evaluation.Id == id && evaluation.AgencyId == user.AgencyId, cancellation);
        if (evaluation is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var outcome = await step(evaluation);
        return outcome.IsAccepted ? await KeepAsync(evaluation, cancellation) : outcome.Refusal.ToProblem();
    }

    private async Task<Results<Ok<EvaluationDetails>, ProblemHttpResult>> KeepAsync(Evaluation evaluation, CancellationToken cancellation)
    {
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await data.ToDetailsAsync(evaluation, user, counter, cancellation));
    }
}
