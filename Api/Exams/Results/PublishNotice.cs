using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Results;

namespace Pinchang.Api.Exams.Results;

/// <summary>
/// Publishes what was confirmed and tells everybody in it. Both scorers go over it once more: what they would say now must be, byte for
/// byte, what the client confirmed.
/// </summary>
internal static class PublishNotice
{
    public static async Task<Results<Ok<ScoreNoticeDetails>, ProblemHttpResult>> HandleAsync(
        Guid noticeId,
        PublishScores body,
        CurrentUser user,
        ScoreRoom room,
        ScoreMessages messages,
        CommandContext command,
        PinchangContext data,
        CancellationToken cancellation)
    {
        var found = await room.FindNoticeAsync(noticeId, cancellation);
        if (found.Value is not { } notice)
        {
            return found.Refusal!.ToProblem();
        }

        var outcome = notice.Publish(body, user.Id, command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        var reckoned = await room.ReckonAsync(notice.ProjectId, noticeId, cancellation);
        if (reckoned.Value is not { } scores)
        {
            return reckoned.Refusal!.ToProblem();
        }

        if (scores.Difference is { } difference)
        {
            return difference.ToProblem();
        }

        if (ScoreFingerprint.Of(scores.Scores.ToLines(noticeId)) != notice.Fingerprint)
        {
            return ScoreRefusals.FingerprintDiffers.ToProblem();
        }

        // The one before gives up its place first; a project has one public notice.
        await data.ScoreNotices
            .Where(earlier => earlier.ProjectId == notice.ProjectId && earlier.Id != noticeId && earlier.State == ScoreNoticeState.Published)
            .ExecuteUpdateAsync(
                set => set.SetProperty(earlier => earlier.State, ScoreNoticeState.Superseded).SetProperty(earlier => earlier.TakenDownAt, command.ReceivedAt), cancellation);
        await messages.TellAllAsync(notice, cancellation);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await data.ReadNoticeAsync(notice, command.ReceivedAt, cancellation));
    }
}
