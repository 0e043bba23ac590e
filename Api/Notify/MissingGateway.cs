using Pinchang.Contracts.Notifications;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Notify;

/// <summary>On a cluster nobody stands in: the message waits, and its row says why, until a gateway is configured.</summary>
internal sealed class MissingGateway(MessageChannel channel) : IMessageSender
{
    public MessageChannel Channel => channel;

    public string Gateway => "none";

    public Task<string?> SendAsync(Message message, CancellationToken cancellation) =>
        throw new NotSupportedException($"No gateway is configured for {channel}.");
}
