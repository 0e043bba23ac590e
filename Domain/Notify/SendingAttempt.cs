namespace Pinchang.Domain.Notify;

/// <summary>One try to send one message, and what the gateway answered; kept as it was (proof of sending).</summary>
public sealed class SendingAttempt
{
    public required Guid Id { get; init; }

    public required Guid MessageId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Gateway { get; init; }

    /// <summary>The number by which the gateway finds the message again; null where it gives none.</summary>
    public string? Receipt { get; init; }

    /// <summary>The gateway's own code, or the kind of fault; null when the message was taken.</summary>
    public string? Failure { get; init; }
}
