using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Notifications;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Exams.Results;

/// <summary>Proof of sending, per person and channel: what left, what waits, what could not be delivered.</summary>
internal static class ListDeliveries
{
    public static async Task<Results<Ok<Page<Delivery>>, ProblemHttpResult>> HandleAsync(
        Guid noticeId, ScoreRoom room, PinchangContext data, CancellationToken cancellation, QueryEnum<DeliveryState>? state = null, string? q = null, int page = 1)
    {
        var found = await room.FindNoticeAsync(noticeId, cancellation);
        if (!found.IsAccepted)
        {
            return found.Refusal.ToProblem();
        }

        var (wanted, text) = (state?.Value, q?.Trim());
        var rows = await (
            from delivery in data.ScoreDeliveries
            join message in data.Messages on delivery.MessageId equals message.Id
            join score in data.Scores on new { delivery.NoticeId, delivery.RegistrationId } equals new { score.NoticeId, score.RegistrationId }
            where delivery.NoticeId == noticeId
            where string.IsNullOrEmpty(text) || score.TicketNumber.Contains(text) || score.Name.Contains(text)
            where wanted == null
                || (wanted == DeliveryState.Sent && message.SentAt != null)
                || (wanted == DeliveryState.Failed && message.FailedAt != null)
                || (wanted == DeliveryState.Waiting && message.SentAt == null && message.FailedAt == null)
            orderby message.FailedAt == null, score.TicketNumber, message.CreatedAt, message.Channel
            select new
            {
                score.TicketNumber,
                score.Name,
                Message = message,
                IsRepeated = message.FailedAt != null && data.ScoreDeliveries.Any(other =>
                    other.NoticeId == noticeId && other.RegistrationId == delivery.RegistrationId
                    && data.Messages.Any(later => later.Id == other.MessageId && later.Channel == message.Channel && later.CreatedAt > message.CreatedAt)),
            })
            .ToPageAsync(page, cancellation);
        return TypedResults.Ok(rows.Map(row => new Delivery(
            row.Message.Id,
            row.TicketNumber,
            Masking.Name(row.Name),
            row.Message.Channel,
            row.Message.Channel switch
            {
                MessageChannel.Sms => PhoneNumber.Mask(row.Message.Recipient),
                MessageChannel.Email => Masking.Email(row.Message.Recipient),
                _ => "",
            },
            row.Message.SentAt is not null ? DeliveryState.Sent : row.Message.FailedAt is not null ? DeliveryState.Failed : DeliveryState.Waiting,
            row.Message.Attempts,
            row.Message.SentAt,
            row.Message.Failure,
            row.IsRepeated)));
    }
}
