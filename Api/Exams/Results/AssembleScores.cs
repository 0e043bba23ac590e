using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Marking;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Results;

namespace Pinchang.Api.Exams.Results;

/// <summary>Puts the project's scores together for the client to confirm. Where the two scorers differ, there is nothing to confirm.</summary>
internal static class AssembleScores
{
    public static async Task<Results<Ok<ScoreNoticeDetails>, ProblemHttpResult>> HandleAsync(
        Guid projectId, CurrentUser user, ScoreRoom room, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        if (await room.RequireAsync(projectId) is { } refusal)
        {
            return refusal.ToProblem();
        }

        await data.LockScoresAsync(projectId, cancellation);
        var now = command.ReceivedAt;
        var id = Guid.CreateVersion7(now);
        var reckoned = await room.ReckonAsync(projectId, id, cancellation);
        if (reckoned.Value is not { } scores)
        {
            return reckoned.Refusal!.ToProblem();
        }

        if (scores.Difference is { } difference)
        {
            return difference.ToProblem();
        }

        var earlier = await data.ScoreNotices.Where(notice => notice.ProjectId == projectId).ToListAsync(cancellation);
        foreach (var pending in earlier.Where(notice => notice.State is ScoreNoticeState.Assembled or ScoreNoticeState.Confirmed))
        {
            pending.Supersede(now);
        }

        // One notice at a time waits for the client: the one before leaves its place first.
        await data.SaveChangesAsync(cancellation);
        var lines = scores.Scores.ToLines(id);
        var made = new ScoreNotice
        {
            Id = id,
            AgencyId = user.AgencyId!.Value,
            ProjectId = projectId,
            Version = earlier.Count + 1,
            Fingerprint = ScoreFingerprint.Of(lines),
            AssembledBy = user.Id,
            AssembledAt = now,
        };
        data.Add(made);
        data.AddRange(lines);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await data.ReadNoticeAsync(made, now, cancellation));
    }
}
