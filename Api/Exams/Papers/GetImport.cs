using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Papers;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Exams.Papers;

/// <summary>A line per row of what was read: new, changed, the same, or why it cannot be taken.</summary>
internal static class GetImport
{
    public static async Task<Results<Ok<QuestionImportPreview>, ProblemHttpResult>> HandleAsync(
        Guid id, CurrentUser user, PinchangContext data, QuestionSafe safe, CancellationToken cancellation)
    {
        if (await data.QuestionImports.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.AuthorId == user.Id, cancellation) is not { } import)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var plan = await data.PlanAsync(safe, import, cancellation);
        return TypedResults.Ok(new QuestionImportPreview
        {
            Id = id,
            FileName = import.FileName,
            ReceivedAt = import.ReceivedAt,
            ConfirmedAt = import.ConfirmedAt,
            Rows = [.. plan.Select(RowOf)],
            News = Count(ImportVerdict.New),
            Changes = Count(ImportVerdict.Changed),
            Sames = Count(ImportVerdict.Same),
            Refusals = Count(ImportVerdict.Refused),
        });

        int Count(ImportVerdict verdict) => plan.Count(row => row.Verdict == verdict);
    }

    private static ImportRow RowOf(PlannedRow planned) => new(
        planned.Row.Row,
        planned.Row.Code,
        planned.Text?.Kind,
        planned.Text is { } text ? QuestionText.Excerpt(text.Stem, 40) : "",
        planned.Verdict,
        [.. planned.Row.Problems.Select(problem => new ImportProblem(problem.Column, Sentences.Of(problem.ToRefusal())))]);
}
