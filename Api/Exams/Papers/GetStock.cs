using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Data;

namespace Pinchang.Api.Exams.Papers;

/// <summary>How many questions of each sort the bank has: what a blueprint can ask for.</summary>
internal static class GetStock
{
    public static async Task<Ok<QuestionStock[]>> HandleAsync(CurrentUser user, PinchangContext data, CancellationToken cancellation)
    {
        var counted = await data.Questions
            .Where(question => question.AgencyId == user.AgencyId && question.State == BankState.Active)
            .GroupBy(question => new { question.Subject, question.Topic, question.Kind, question.Difficulty })
            .Select(sort => new { sort.Key, Count = sort.Count() })
            .ToArrayAsync(cancellation);
        return TypedResults.Ok(counted
            .OrderBy(sort => sort.Key.Subject, StringComparer.Ordinal)
            .ThenBy(sort => sort.Key.Topic, StringComparer.Ordinal)
            .ThenBy(sort => sort.Key.Kind)
            .ThenBy(sort => sort.Key.Difficulty)
            .Select(sort => new QuestionStock(sort.Key.Subject, sort.Key.Topic, sort.Key.Kind, sort.Key.Difficulty, sort.Count))
            .ToArray());
    }
}
