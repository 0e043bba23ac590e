using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Papers;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Exams.Papers;

/// <summary>A question with its answer, in its newest version or an earlier one.</summary>
internal static class GetQuestion
{
    public static async Task<Results<Ok<QuestionDetails>, ProblemHttpResult>> HandleAsync(
        Guid id, CurrentUser user, PinchangContext data, QuestionSafe safe, int? version = null, CancellationToken cancellation = default)
    {
        if (await data.Questions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.AgencyId == user.AgencyId, cancellation) is not { } question)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var versions = await data.QuestionVersions.AsNoTracking()
            .Where(row => row.QuestionId == id)
            .OrderByDescending(row => row.Number)
            .Join(data.Users, row => row.AuthorId, author => author.Id, (row, author) => new { row.Number, row.WrittenAt, author.DisplayName })
            .ToArrayAsync(cancellation);
        var number = version ?? question.NewestVersion;
        var wanted = await data.QuestionVersions.AsNoTracking()
            .Where(row => row.QuestionId == id && (row.Number == number || row.Number == question.NewestVersion))
            .ToDictionaryAsync(row => row.Number, cancellation);
        if (!wanted.TryGetValue(number, out var shown))
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var text = safe.Open(question, shown);
        return TypedResults.Ok(new QuestionDetails
        {
            Summary = question.ToSummary(safe.Open(question, wanted[question.NewestVersion])),
            Question = text,
            Version = number,
            Pinned = OptionOrder.Pinned(text.Options),
            Versions = [.. versions.OrderByDescending(row => row.Number).Select(row => new QuestionVersionSummary(row.Number, row.WrittenAt, row.DisplayName))],
        });
    }
}
