namespace Pinchang.Contracts.Notifications;

public enum MessageChannel
{
    Inbox,
    Sms,
    Email,
}

public enum DeliveryState
{
    Waiting,
    Sent,
    Failed,
}

/// <summary>One try to send: proof of sending, or why it did not leave. <c>stand-in</c> is the gateway of an installation without one.</summary>
/// <param name="Receipt">The gateway's own number for it.</param>
/// <param name="Failure">The gateway's own code, or the kind of fault.</param>
public sealed record SendingTry(DateTimeOffset At, string Gateway, string? Receipt, string? Failure);

/// <summary>A message by SMS or e-mail as operators see it (<c>GET /api/operations/messages</c>): to whom is masked.</summary>
/// <param name="DueAt">When it is tried next, while it waits.</param>
public sealed record SentMessage(
    Guid Id,
    MessageChannel Channel,
    string Recipient,
    string Subject,
    string Text,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SentAt,
    string? Failure,
    DeliveryState State,
    DateTimeOffset DueAt,
    SendingTry[] Tries);

/// <summary>Everything that was given up and matches (<c>POST /api/operations/message-resendings</c>).</summary>
public sealed record ResendMessages(MessageChannel? Channel = null, string? Q = null);

public sealed record ResentMessages(int Count);

public static class MessageRefusals
{
    /// <summary>It left, or is on its way, or was a code that opens nothing any more.</summary>
    public static readonly Refusal NotGivenUp = new(RefusalKind.Conflict, "messages.not-given-up");
}

/// <summary>A message in a person's inbox (<c>GET /api/inbox</c>).</summary>
public sealed record InboxMessage(Guid Id, string Subject, string Text, string? Link, DateTimeOffset At, bool Read);
