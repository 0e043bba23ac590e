using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Results;

namespace Pinchang.Api.Exams.Results;

/// <summary>Lets the second scorer go over everything and keeps what it found, differences and all.</summary>
internal static class CheckScores
{
    public static async Task<Results<Ok<ScoreCheck>, ProblemHttpResult>> HandleAsync(
        Guid projectId, CurrentUser user, ScoreRoom room, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        if (await room.RequireAsync(projectId) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var reckoned = await room.ReckonAsync(projectId, cancellation);
        if (!reckoned.IsAccepted)
        {
            return reckoned.Refusal.ToProblem();
        }

        var check = reckoned.Value.ToCheck(projectId, user, command.ReceivedAt);
        data.ScoreChecks.Add(check);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(check.ToContract());
    }
}

internal static class ScoreChecks
{
    private const int Listed = 100;

    public static KeptScoreCheck ToCheck(this ReckonedScores reckoned, Guid projectId, CurrentUser user, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        AgencyId = user.AgencyId!.Value,
        ProjectId = projectId,
        CheckedBy = user.Id,
        CheckedAt = now,
        Scripts = reckoned.Scripts,
        Parts = (reckoned.Scripts * 2) + reckoned.Scores.Count,
        Differences = [.. reckoned.Differences],
    };

    public static ScoreCheck ToContract(this KeptScoreCheck check) => new()
    {
        CheckedAt = check.CheckedAt,
        Scripts = check.Scripts,
        Parts = check.Parts,
        Differences = check.Differences.Length,
        Listed = [.. check.Differences.Take(Listed)],
    };
}
