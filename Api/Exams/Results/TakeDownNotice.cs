using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Data;

namespace Pinchang.Api.Exams.Results;

/// <summary>Takes a notice down before its term, with the reason. Candidates keep their own scores.</summary>
internal static class TakeDownNotice
{
    public static async Task<Results<Ok<ScoreNoticeDetails>, ProblemHttpResult>> HandleAsync(
        Guid noticeId, TakeDownScores body, ScoreRoom room, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        var found = await room.FindNoticeAsync(noticeId, cancellation);
        if (found.Value is not { } notice)
        {
            return found.Refusal!.ToProblem();
        }

        var outcome = notice.TakeDown(body.Reason, command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await data.ReadNoticeAsync(notice, command.ReceivedAt, cancellation));
    }
}
