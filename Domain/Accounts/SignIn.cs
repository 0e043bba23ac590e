namespace Pinchang.Domain.Accounts;

public enum SignInEvent
{
    SignedIn,
    SecondFactorAsked,
    Refused,
    LockedOut,
    SignedOut,
    Revoked,
    Expired,
}

/// <summary>A line of the sign-in log (JF-9c): who came or left, when, from which address, on what device. Only ever appended.</summary>
public sealed class SignIn
{
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required SignInEvent Event { get; init; }

    public required SignInMethod Method { get; init; }

    public Guid? UserId { get; init; }

    /// <summary>The agency whose staff member it was; null for candidates and strangers.</summary>
    public Guid? AgencyId { get; init; }

    public Guid? SessionId { get; init; }

    /// <summary>The login that was given, masked.</summary>
    public string? Account { get; init; }

    public required string Address { get; init; }

    public required string Device { get; init; }

    /// <summary>The code of the refusal, when it was one.</summary>
    public string? Reason { get; init; }
}
