using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Notifications;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Notify;

/// <summary>
/// What left by SMS and e-mail, as operators may read it, with each try: to whom is masked, and a code too, which would let them in as
/// somebody else. Only a demo shows codes.
/// </summary>
internal static class ListMessages
{
    private const int LongestWords = 60;

    public static async Task<Results<Ok<Page<SentMessage>>, ProblemHttpResult>> HandleAsync(
        CurrentUser user, PinchangContext data, OutboxSettings settings, CancellationToken cancellation,
        QueryEnum<DeliveryState>? state = null, QueryEnum<MessageChannel>? channel = null, string? q = null, int page = 1)
    {
        if (q?.Length > LongestWords)
        {
            return CommonRefusals.TooLong.With($"{LongestWords}").On("q").ToProblem();
        }

        var messages = (await MessageSearch.OfAsync(user, data, cancellation)).AsNoTracking()
            .Where(message => message.CancelledAt == null)
            .Where(state?.Value)
            .Where(channel?.Value, q);
        var rows = await messages.OrderByDescending(message => message.CreatedAt).ThenByDescending(message => message.Id).ToPageAsync(page, cancellation);
        var ids = rows.Items.Select(message => message.Id).ToArray();
        var tries = (await data.Set<SendingAttempt>().AsNoTracking()
            .Where(attempt => ids.Contains(attempt.MessageId))
            .OrderBy(attempt => attempt.At).ThenBy(attempt => attempt.Id)
            .ToArrayAsync(cancellation)).ToLookup(attempt => attempt.MessageId);
        return TypedResults.Ok(rows.Map(message => new SentMessage(
            message.Id,
            message.Channel,
            message.Channel == MessageChannel.Sms ? PhoneNumber.Mask(message.Recipient) : Masking.Email(message.Recipient),
            message.Subject,
            message.Secret && !settings.ShowsSecrets ? Masking.Codes(message.Text) : message.Text,
            message.CreatedAt,
            message.SentAt,
            message.Failure,
            MessageSearch.StateOf(message),
            message.LeaveAt,
            [.. tries[message.Id].Select(attempt => new SendingTry(attempt.At, attempt.Gateway, attempt.Receipt, attempt.Failure))])));
    }
}
