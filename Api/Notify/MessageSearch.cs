using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Notifications;
using Pinchang.Data;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Notify;

/// <summary>Which of the messages that left by SMS and e-mail, or should have: by what became of them, by a whole address, by words of their subject.</summary>
internal static class MessageSearch
{
    /// <summary>Of the caller's agency; those that belong to none where the installation serves only this one.</summary>
    public static async Task<IQueryable<Message>> OfAsync(CurrentUser user, PinchangContext data, CancellationToken cancellation)
    {
        var agencyId = user.AgencyId;
        var isOnlyAgency = await data.Agencies.CountAsync(cancellation) == 1;
        return data.Messages.Where(message => message.Channel != MessageChannel.Inbox && (message.AgencyId == agencyId || (message.AgencyId == null && isOnlyAgency)));
    }

    public static IQueryable<Message> Where(this IQueryable<Message> messages, DeliveryState? state) => state switch
    {
        DeliveryState.Sent => messages.Where(message => message.SentAt != null),
        DeliveryState.Failed => messages.Where(message => message.FailedAt != null),
        DeliveryState.Waiting => messages.Where(message => message.SentAt == null && message.FailedAt == null && message.CancelledAt == null),
        _ => messages,
    };

    /// <summary>An address is found whole or not at all, so that nobody is found by trying.</summary>
    public static IQueryable<Message> Where(this IQueryable<Message> messages, MessageChannel? channel, string? words)
    {
        var ofChannel = channel is null ? messages : messages.Where(message => message.Channel == channel);
        if (string.IsNullOrWhiteSpace(words))
        {
            return ofChannel;
        }

        var text = words.Trim();
        var address = PhoneNumber.Parse(text) ?? text;
        return ofChannel.Where(message => message.Recipient == address || message.Subject.Contains(text));
    }

    public static DeliveryState StateOf(Message message) =>
        message.SentAt is not null ? DeliveryState.Sent : message.FailedAt is not null ? DeliveryState.Failed : DeliveryState.Waiting;
}
