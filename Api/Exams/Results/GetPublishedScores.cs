using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain;

namespace Pinchang.Api.Exams.Results;

/// <summary>What anybody reads while the notice is up: card number, masked name, result. Never indexed.</summary>
internal static class GetPublishedScores
{
    public static async Task<Results<Ok<PublishedScores>, ProblemHttpResult>> HandleAsync(
        Guid projectId, HttpContext http, IMemoryCache cache, PinchangContext data, CancellationToken cancellation, string? position = null, string? q = null, int page = 1)
    {
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        var now = ReceivedAt.Of(http);
        var notice = await data.ScoreNotices.AsNoTracking().IgnoreQueryFilters()
            .Where(notice => notice.ProjectId == projectId && notice.PublishedAt != null)
            .OrderByDescending(notice => notice.Version)
            .FirstOrDefaultAsync(cancellation);
        if (notice is null)
        {
            return ScoreRefusals.NotPublished.ToProblem();
        }

        if (!notice.IsPublic(now))
        {
            return ScoreRefusals.TakenDown.ToProblem();
        }

        var text = q?.Trim();
        var scores = data.Scores.AsNoTracking().Where(score => score.NoticeId == notice.Id);
        var found = await scores
            .Where(score => string.IsNullOrEmpty(position) || score.Position == position)
            .Where(score => string.IsNullOrEmpty(text) || score.TicketNumber == text)
            // Nobody without a rank comes before those with one: the index has its nulls last.
            .OrderBy(score => score.Position).ThenBy(score => score.Rank).ThenBy(score => score.TicketNumber)
            .ToPageAsync(page, cancellation);
        var names = await data.ReadNamesAsync(projectId, cancellation);
        // The lines of a notice never change.
        var positions = await cache.GetOrCreateAsync($"exams.score-positions:{notice.Id}", entry =>
        {
            entry.SlidingExpiration = TimeSpan.FromMinutes(10);
            return scores.Select(score => score.Position).Distinct().Order().ToArrayAsync(cancellation);
        });
        return TypedResults.Ok(new PublishedScores
        {
            ProjectId = projectId,
            ProjectTitle = names.Exam,
            ClientName = names.Client,
            PublishedAt = notice.PublishedAt!.Value,
            PublicUntil = ChinaTime.DateOf(notice.PublicUntil!.Value.AddTicks(-1)),
            Positions = positions!,
            Scores = found.Map(score => new PublishedScore(score.TicketNumber, Masking.Name(score.Name), score.Position, score.Standing, score.Total, score.Rank)),
        });
    }
}
