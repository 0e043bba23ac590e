namespace Pinchang.Domain.Accounts;

public enum SignInMethod
{
    PhoneCode,
    Password,
    SecondFactor,
    Passkey,
}

/// <summary>A signed-in browser. The cookie holds a random token; the row holds its hash, and ends the session at once when it says so.</summary>
public sealed class Session
{
    /// <summary>A candidate's phone stays signed in; staff sign in each working day.</summary>
    public static readonly TimeSpan CandidateLifetime = TimeSpan.FromDays(30);

    public static readonly TimeSpan StaffLifetime = TimeSpan.FromHours(12);

    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required byte[] TokenHash { get; init; }

    public required SignInMethod Method { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string Address { get; init; }

    public required string Device { get; init; }

    public DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset LastSeenAt { get; set; }

    public DateTimeOffset? SecondFactorAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public bool IsAlive(DateTimeOffset now) => EndedAt is null && now < ExpiresAt;
}
