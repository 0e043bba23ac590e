using Pinchang.Contracts.Notifications;

namespace Pinchang.Domain.Notify;

/// <summary>
/// What a use case asks to be told to somebody. <paramref name="Recipient"/> is a phone or an e-mail address, and empty for the inbox of
/// <paramref name="UserId"/>. It leaves at <paramref name="LeaveAt"/>, or at once; a <paramref name="Secret"/> text is not kept once sent. Without an <paramref name="Sms"/> a text
/// message is a notice of its subject. <paramref name="Urgent"/> says that a phone may ring for it at night. What <paramref name="CanWait"/> waits a little for others to the same address, and goes in one
/// text message or e-mail with them.
/// </summary>
public sealed record MessageToSend(
    MessageChannel Channel,
    Guid? UserId,
    string Recipient,
    string Subject,
    string Text,
    string? Link = null,
    Guid? AgencyId = null,
    DateTimeOffset? LeaveAt = null,
    bool Secret = false,
    SmsText? Sms = null,
    bool Urgent = false,
    bool CanWait = false)
{
    public static MessageToSend ToInbox(Guid userId, string subject, string text, string? link = null) =>
        new(MessageChannel.Inbox, userId, "", subject, text, link);
}

/// <summary>Messages leave through here, in the transaction of the fact they tell of.</summary>
public interface IOutbox
{
    /// <summary>Adds the row to the current unit of work; returns its id, by which it can be cancelled until it leaves.</summary>
    Guid Enqueue(MessageToSend message);

    /// <summary>Takes a waiting message back (undo); false when it has left.</summary>
    Task<bool> CancelAsync(Guid messageId, CancellationToken cancellation);

    /// <summary>Lets waiting messages leave now; those that have left are left alone.</summary>
    Task ReleaseAsync(IReadOnlyCollection<Guid> messageIds, CancellationToken cancellation);
}

/// <summary>A message on its way to a person, and afterwards what became of it.</summary>
public sealed class Message
{
    public const int MaxAttempts = 8;

    /// <summary>How long what can wait does, for others to the same address.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>A code older than this opens nothing; sending it again would only confuse.</summary>
    private static readonly TimeSpan SecretLives = TimeSpan.FromMinutes(5);

    public required Guid Id { get; init; }

    public Guid? AgencyId { get; init; }

    public Guid? UserId { get; init; }

    public required MessageChannel Channel { get; init; }

    public required string Recipient { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; set; }

    public string? Link { get; init; }

    public SmsText? Sms { get; private set; }

    public bool Secret { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it leaves; moved on by each failed attempt.</summary>
    public required DateTimeOffset LeaveAt { get; set; }

    /// <summary>From when it may leave in others' company; null of what always goes alone.</summary>
    public DateTimeOffset? TogetherFrom { get; init; }

    /// <summary>The message in whose company it left.</summary>
    public Guid? SentWith { get; private set; }

    public int Attempts { get; private set; }

    public string? Failure { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>Given up after <see cref="MaxAttempts"/>, or at once when the gateway will never take it.</summary>
    public DateTimeOffset? FailedAt { get; private set; }

    public DateTimeOffset? CancelledAt { get; private set; }

    public DateTimeOffset? OpenedAt { get; set; }

    /// <param name="leavesAt">When it leaves at the earliest.</param>
    public static Message Of(MessageToSend message, DateTimeOffset leavesAt, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        AgencyId = message.AgencyId,
        UserId = message.UserId,
        Channel = message.Channel,
        Recipient = message.Recipient,
        Subject = message.Subject,
        Text = message.Text,
        Link = message.Link,
        Secret = message.Secret,
        Sms = message.Sms,
        CreatedAt = now,
        LeaveAt = MayHaveCompany(message) ? leavesAt + Patience : leavesAt,
        TogetherFrom = MayHaveCompany(message) ? leavesAt : null,
    };

    /// <summary>Several as one, for the gateway only: no row of its own.</summary>
    public static Message Together(IReadOnlyList<Message> several, string subject, string text, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(several);
        return new()
        {
            Id = several[0].Id,
            AgencyId = several[0].AgencyId,
            UserId = several[0].UserId,
            Channel = several[0].Channel,
            Recipient = several[0].Recipient,
            Subject = subject,
            Text = text,
            CreatedAt = several[0].CreatedAt,
            LeaveAt = now,
        };
    }

    /// <summary>It left in the company of another.</summary>
    public void SentBeside(Message other)
    {
        ArgumentNullException.ThrowIfNull(other);
        SentWith = other.Id;
    }

    public void Sent(DateTimeOffset now)
    {
        Attempts++;
        SentAt = now;
        Failure = null;
    }

    /// <summary>Waits 5 s, 10 s, 20 s … at most an hour before the next attempt.</summary>
    public void NotSent(string failure, DateTimeOffset now)
    {
        Attempts++;
        Failure = failure;
        LeaveAt = now + TimeSpan.FromSeconds(Math.Min(3600, 5 * Math.Pow(2, Attempts - 1)));
        FailedAt = Attempts >= MaxAttempts ? now : null;
    }

    /// <summary>The gateway has said that it will not take it, however often it is tried.</summary>
    public void Refused(string failure, DateTimeOffset now)
    {
        Attempts++;
        Failure = failure;
        FailedAt = now;
    }

    /// <summary>Begins anew with what was given up; false when it was not.</summary>
    public bool Resend(DateTimeOffset now)
    {
        if (FailedAt is null || CancelledAt is not null || (Secret && now - CreatedAt > SecretLives))
        {
            return false;
        }

        (Attempts, FailedAt, LeaveAt) = (0, null, now);
        return true;
    }

    private static bool MayHaveCompany(MessageToSend message) => message is { CanWait: true, Secret: false, Urgent: false, Channel: not MessageChannel.Inbox };

    /// <summary>A code that left and nobody may use any more need not be read by anybody.</summary>
    public void Forget(string instead)
    {
        Text = instead;
        Sms = null;
    }
}
