using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Papers;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Exams.Papers;

/// <summary>Takes all rows of an import into the bank, or none.</summary>
internal static class ConfirmImport
{
    public static async Task<Results<Ok<QuestionImportDone>, ProblemHttpResult>> HandleAsync(
        Guid id, ConfirmQuestionImport body, CurrentUser user, CommandContext command, PinchangContext data, QuestionSafe safe, CancellationToken cancellation)
    {
        await data.LockBankAsync(user.AgencyId!.Value, cancellation);
        if (await data.QuestionImports.SingleOrDefaultAsync(row => row.Id == id && row.AuthorId == user.Id, cancellation) is not { } import)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        if (import.ConfirmedAt is not null)
        {
            return QuestionImportRefusals.AlreadyConfirmed.ToProblem();
        }

        var plan = await data.PlanAsync(safe, import, cancellation);
        if (Count(ImportVerdict.Refused) is var refused and > 0)
        {
            return QuestionImportRefusals.RowsRefused.With(Text(refused)).ToProblem();
        }

        if (!body.AllowChanges && Count(ImportVerdict.Changed) is var changed and > 0)
        {
            return QuestionImportRefusals.ChangesUnconfirmed.With(Text(changed)).On("allowChanges").ToProblem();
        }

        foreach (var row in plan)
        {
            if (Take(row, import, command.ReceivedAt) is { } taken)
            {
                data.QuestionVersions.Add(safe.Seal(taken, row.Text!, user.Id, command.ReceivedAt));
                if (row.Existing is null)
                {
                    data.Questions.Add(taken);
                }
            }
        }

        import.Confirm(command.ReceivedAt);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(new QuestionImportDone(Count(ImportVerdict.New), Count(ImportVerdict.Changed)));

        int Count(ImportVerdict verdict) => plan.Count(row => row.Verdict == verdict);
    }

    private static Question? Take(PlannedRow row, QuestionImport import, DateTimeOffset now)
    {
        var outcome = row switch
        {
            { Verdict: ImportVerdict.New } => Question.Write(Guid.CreateVersion7(now), import.AgencyId, row.Text!, now),
            { Verdict: ImportVerdict.Changed, Existing: { } existing } => existing.Revise(row.Text!, now),
            _ => null,
        };
        return outcome is null
            ? null
            : outcome.Value ?? throw new InvalidOperationException($"A planned row met a rule: {outcome.Refusal!.Code}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
