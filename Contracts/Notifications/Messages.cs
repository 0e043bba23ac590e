namespace Pinchang.Contracts.Notifications;

public enum MessageChannel
{
    Inbox,
    Sms,
    Email,
}

/// <summary>A message as operators see it on the embedded engine (<c>GET /api/operations/messages</c>).</summary>
public sealed record SentMessage(
    Guid Id, MessageChannel Channel, string Recipient, string Subject, string Text, DateTimeOffset CreatedAt, DateTimeOffset? SentAt, string? Failure);

/// <summary>A message in a person's inbox (<c>GET /api/inbox</c>).</summary>
public sealed record InboxMessage(Guid Id, string Subject, string Text, string? Link, DateTimeOffset At, bool Read);
