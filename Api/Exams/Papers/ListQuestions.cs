using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Papers;

namespace Pinchang.Api.Exams.Papers;

/// <summary>The agency's bank, the last changed first; texts are found without the database knowing them.</summary>
internal static class ListQuestions
{
    public static async Task<Ok<Page<QuestionSummary>>> HandleAsync([AsParameters] QuestionQuery query, CancellationToken cancellation)
    {
        var (data, safe, agencyId) = (query.Data, query.Safe, query.User.AgencyId!.Value);
        var (kind, state) = (query.Kind?.Value, query.State?.Value);
        var found = data.Questions.AsNoTracking()
            .Where(question => question.AgencyId == agencyId)
            .Where(question => kind == null || question.Kind == kind)
            .Where(question => state == null || question.State == state)
            .Where(question => query.Difficulty == null || question.Difficulty == query.Difficulty)
            .Where(question => string.IsNullOrEmpty(query.Subject) || question.Subject == query.Subject)
            .Where(question => string.IsNullOrEmpty(query.Topic) || question.Topic == query.Topic);
        if (query.Q?.Trim() is { Length: > 0 } words)
        {
            var lookUps = safe.LookUpsOf(agencyId, words);
            var code = words.ToUpperInvariant();
            found = found.Where(question => question.Code.StartsWith(code) || (lookUps.Length > 0 && lookUps.All(term => question.SearchTerms.Contains(term))));
        }

        var page = await found.OrderByDescending(question => question.UpdatedAt).ThenBy(question => question.Id).ToPageAsync(query.Page ?? 1, cancellation);
        var ids = page.Items.Select(question => question.Id).ToArray();
        var texts = await data.QuestionVersions.AsNoTracking()
            .Where(version => ids.Contains(version.QuestionId))
            .Join(data.Questions, version => new { version.QuestionId, version.Number }, question => new { QuestionId = question.Id, Number = question.NewestVersion }, (version, _) => version)
            .ToDictionaryAsync(version => version.QuestionId, cancellation);
        return TypedResults.Ok(page.Map(question => question.ToSummary(safe.Open(question, texts[question.Id]))));
    }
}

/// <summary>What a list of questions may be narrowed by.</summary>
internal readonly record struct QuestionQuery(
    CurrentUser User,
    PinchangContext Data,
    QuestionSafe Safe,
    string? Q,
    QueryEnum<QuestionKind>? Kind,
    QueryEnum<BankState>? State,
    string? Subject,
    string? Topic,
    int? Difficulty,
    int? Page);
