using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Papers;

namespace Pinchang.Api.Exams.Papers;

/// <summary>Writes another version; papers that were drawn keep the one that they were drawn with.</summary>
internal static class EditQuestion
{
    public static async Task<Results<Ok<QuestionSaved>, ProblemHttpResult>> HandleAsync(
        Guid id, ChangeQuestion body, CurrentUser user, HttpContext http, PinchangContext data, QuestionSafe safe, CancellationToken cancellation)
    {
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        await data.LockBankAsync(user.AgencyId!.Value, cancellation);
        if (await data.Questions.SingleOrDefaultAsync(row => row.Id == id && row.AgencyId == user.AgencyId, cancellation) is not { } question)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var newest = await data.QuestionVersions.AsNoTracking()
            .SingleAsync(row => row.QuestionId == id && row.Number == question.NewestVersion, cancellation);
        var now = ReceivedAt.Of(http);
        var outcome = question.Change(body.Version, safe.Open(question, newest), body.Question, now);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        if (await data.Questions.AnyAsync(other => other.AgencyId == user.AgencyId && other.Code == question.Code && other.Id != id, cancellation))
        {
            return QuestionRefusals.CodeTaken.On("code").ToProblem();
        }

        if (question.NewestVersion != newest.Number)
        {
            data.QuestionVersions.Add(safe.Seal(question, body.Question, user.Id, now));
        }

        await data.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        return TypedResults.Ok(new QuestionSaved(id, question.NewestVersion));
    }
}
