namespace Pinchang.Domain.Accounts;

/// <summary>A person's authenticator. The secret is encrypted at rest; a step is used once.</summary>
public sealed class SecondFactor
{
    public required Guid UserId { get; init; }

    public required string ProtectedSecret { get; init; }

    public long LastUsedStep { get; set; }

    /// <summary>Null until the first right code showed that the app holds the secret.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }
}
