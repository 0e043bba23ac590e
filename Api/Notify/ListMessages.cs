using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Notifications;
using Pinchang.Data;

namespace Pinchang.Api.Notify;

/// <summary>What left by SMS and e-mail, for the operators who stand in for the gateways on the embedded engine.</summary>
internal static class ListMessages
{
    private const int Size = 50;

    public static async Task<Ok<Page<SentMessage>>> HandleAsync(CurrentUser user, PinchangContext data, OutboxSettings settings, CancellationToken cancellation, int page = 1)
    {
        var number = Math.Max(1, page);
        var agencyId = user.AgencyId;
        var keepsSecrets = settings.KeepsSecrets;
        var isOnlyAgency = await data.Agencies.CountAsync(cancellation) == 1;
        var messages = data.Messages.AsNoTracking()
            .Where(message => message.Channel != MessageChannel.Inbox)
            .Where(message => message.AgencyId == agencyId || (message.AgencyId == null && isOnlyAgency));
        var total = await messages.CountAsync(cancellation);
        var items = await messages
            .OrderByDescending(message => message.CreatedAt).ThenByDescending(message => message.Id)
            .Skip((number - 1) * Size).Take(Size)
            .Select(message => new SentMessage(
                message.Id,
                message.Channel,
                message.Recipient,
                message.Subject,
                message.Secret && !keepsSecrets ? "" : message.Text,
                message.CreatedAt,
                message.SentAt,
                message.Failure))
            .ToArrayAsync(cancellation);
        return TypedResults.Ok(new Page<SentMessage>(items, total, number, Size));
    }
}
