using Pinchang.Contracts.Notifications;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Notify;

/// <summary>Takes a message to where it is read. Throws when it could not; the outbox tries again.</summary>
internal interface IMessageSender
{
    MessageChannel Channel { get; }

    Task SendAsync(Message message, CancellationToken cancellation);
}

/// <summary>The inbox is the row itself: once it has left, it is there.</summary>
internal sealed class InboxSender : IMessageSender
{
    public MessageChannel Channel => MessageChannel.Inbox;

    public Task SendAsync(Message message, CancellationToken cancellation) => Task.CompletedTask;
}
