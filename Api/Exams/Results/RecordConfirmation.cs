using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Results;

namespace Pinchang.Api.Exams.Results;

/// <summary>EX-6.3-result: the client confirms these very scores, named by their hash, before anybody reads them.</summary>
internal static class RecordConfirmation
{
    public static async Task<Results<Ok<ScoreNoticeDetails>, ProblemHttpResult>> HandleAsync(
        Guid noticeId, ConfirmScores body, ScoreRoom room, IClientConfirmation client, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        var found = await room.FindNoticeAsync(noticeId, cancellation);
        if (found.Value is not { } notice)
        {
            return found.Refusal!.ToProblem();
        }

        var confirmation = await client.ObtainAsync(notice, body, command.ReceivedAt, cancellation);
        if (!confirmation.IsAccepted)
        {
            return confirmation.Refusal.ToProblem();
        }

        var outcome = notice.Confirm(confirmation.Value);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await data.ReadNoticeAsync(notice, command.ReceivedAt, cancellation));
    }
}
