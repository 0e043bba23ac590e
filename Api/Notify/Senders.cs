using Pinchang.Contracts.Notifications;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Notify;

/// <summary>
/// Takes a message to where it is read. Throws when it could not, and the outbox tries again; <see cref="GatewayRefusedException"/> says
/// whether that is of any use.
/// </summary>
internal interface IMessageSender
{
    MessageChannel Channel { get; }

    /// <summary>What the proof of sending names.</summary>
    string Gateway { get; }

    /// <summary>Returns the number by which the gateway finds the message again, where it gives one.</summary>
    Task<string?> SendAsync(Message message, CancellationToken cancellation);
}

/// <summary>The gateway answered, and said no; <paramref name="code"/> is its own.</summary>
internal sealed class GatewayRefusedException(string code, bool isFinal) : Exception($"The gateway refused: {code}")
{
    public string Code => code;

    /// <summary>A number that is none, a text that was not approved: trying again changes nothing.</summary>
    public bool IsFinal => isFinal;
}

/// <summary>The inbox is the row itself: once it has left, it is there.</summary>
internal sealed class InboxSender : IMessageSender
{
    public MessageChannel Channel => MessageChannel.Inbox;

    public string Gateway => "inbox";

    public Task<string?> SendAsync(Message message, CancellationToken cancellation) => Task.FromResult<string?>(null);
}
