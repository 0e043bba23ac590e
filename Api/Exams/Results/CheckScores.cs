using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Results;

namespace Pinchang.Api.Exams.Results;

/// <summary>Lets the second scorer go over everything and shows what it found, differences and all.</summary>
internal static class CheckScores
{
    private const int Listed = 100;

    public static async Task<Results<Ok<ScoreCheck>, ProblemHttpResult>> HandleAsync(Guid projectId, ScoreRoom room, CancellationToken cancellation)
    {
        if (await room.RequireAsync(projectId) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var reckoned = await room.ReckonAsync(projectId, noticeId: null, cancellation);
        return reckoned.IsAccepted ? TypedResults.Ok(reckoned.Value.Check.ToContract()) : reckoned.Refusal.ToProblem();
    }

    public static ScoreCheck ToContract(this KeptScoreCheck check) => new()
    {
        CheckedAt = check.CheckedAt,
        Scripts = check.Scripts,
        Parts = check.Parts,
        Differences = check.Differences.Length,
        Listed = [.. check.Differences.Take(Listed)],
    };
}
