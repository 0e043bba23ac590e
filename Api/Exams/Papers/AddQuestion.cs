using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Papers;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Exams.Papers;

internal static class AddQuestion
{
    public static async Task<Results<Ok<QuestionSaved>, ProblemHttpResult>> HandleAsync(
        WriteQuestion body, CurrentUser user, CommandContext command, PinchangContext data, QuestionSafe safe, CancellationToken cancellation)
    {
        var (agencyId, now) = (user.AgencyId!.Value, command.ReceivedAt);
        var outcome = Question.Write(Guid.CreateVersion7(now), agencyId, body, now);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        var question = outcome.Value;
        await data.LockBankAsync(agencyId, cancellation);
        if (await data.Questions.AnyAsync(other => other.AgencyId == agencyId && other.Code == question.Code, cancellation))
        {
            return QuestionRefusals.CodeTaken.On("code").ToProblem();
        }

        data.Questions.Add(question);
        data.QuestionVersions.Add(safe.Seal(question, body, user.Id, now));
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(new QuestionSaved(question.Id, question.NewestVersion));
    }

    /// <summary>One writer of a bank at a time: its numbers are unique, and a confirmed import is judged against what is there.</summary>
    public static Task LockBankAsync(this PinchangContext data, Guid agencyId, CancellationToken cancellation) =>
        data.LockAsync($"question bank {agencyId}", cancellation);
}
