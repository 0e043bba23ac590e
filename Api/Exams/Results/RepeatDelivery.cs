using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;

namespace Pinchang.Api.Exams.Results;

/// <summary>The officer sends a message that could not be delivered once more.</summary>
internal static class RepeatDelivery
{
    public static async Task<Results<Ok<Done>, ProblemHttpResult>> HandleAsync(
        Guid noticeId, Guid messageId, ScoreRoom room, ScoreMessages messages, PinchangContext data, CancellationToken cancellation)
    {
        var found = await room.FindNoticeAsync(noticeId, cancellation);
        if (!found.IsAccepted)
        {
            return found.Refusal.ToProblem();
        }

        var delivery = await data.ScoreDeliveries.SingleOrDefaultAsync(delivery => delivery.NoticeId == noticeId && delivery.MessageId == messageId, cancellation);
        if (delivery is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var message = await data.Messages.SingleAsync(message => message.Id == messageId, cancellation);
        if (message.FailedAt is null)
        {
            return ScoreRefusals.DeliveryNotFailed.ToProblem();
        }

        var repeated = await (
            from other in data.ScoreDeliveries
            join later in data.Messages on other.MessageId equals later.Id
            where other.NoticeId == noticeId && other.RegistrationId == delivery.RegistrationId && later.Channel == message.Channel && later.CreatedAt > message.CreatedAt
            select later).AnyAsync(cancellation);
        if (repeated)
        {
            return ScoreRefusals.DeliveryRepeated.ToProblem();
        }

        messages.Repeat(message, delivery);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(Done.Instance);
    }
}
