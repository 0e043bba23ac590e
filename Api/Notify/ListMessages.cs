using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Notifications;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Notify;

/// <summary>
/// What left by SMS and e-mail, as operators may read it: to whom is masked, and a code too, which would let them in as somebody else.
/// Only a demo shows codes.
/// </summary>
internal static class ListMessages
{
    private const int Size = 50;

    public static async Task<Ok<Page<SentMessage>>> HandleAsync(CurrentUser user, PinchangContext data, OutboxSettings settings, CancellationToken cancellation, int page = 1)
    {
        var number = Math.Max(1, page);
        var agencyId = user.AgencyId;
        var isOnlyAgency = await data.Agencies.CountAsync(cancellation) == 1;
        var messages = data.Messages.AsNoTracking()
            .Where(message => message.Channel != MessageChannel.Inbox)
            .Where(message => message.AgencyId == agencyId || (message.AgencyId == null && isOnlyAgency));
        var total = await messages.CountAsync(cancellation);
        var rows = await messages
            .OrderByDescending(message => message.CreatedAt).ThenByDescending(message => message.Id)
            .Skip((number - 1) * Size).Take(Size)
            .ToListAsync(cancellation);
        SentMessage[] items =
        [
            .. rows.Select(message => new SentMessage(
                message.Id,
                message.Channel,
                message.Channel == MessageChannel.Sms ? PhoneNumber.Mask(message.Recipient) : Masking.Email(message.Recipient),
                message.Subject,
                message.Secret && !settings.ShowsSecrets ? Masking.Codes(message.Text) : message.Text,
                message.CreatedAt,
                message.SentAt,
                message.Failure)),
        ];
        return TypedResults.Ok(new Page<SentMessage>(items, total, number, Size));
    }
}
