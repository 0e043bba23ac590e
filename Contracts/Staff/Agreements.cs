namespace Pinchang.Contracts.Staff;

/// <summary>How whoever signs showed who signs.</summary>
public enum SignatureProof
{
    Password,
    SecondFactor,
}

/// <summary>Where somebody stands with an agreement that a duty asks for.</summary>
public enum AgreementState
{
    Signed,

    /// <summary>There is a new version; the signature on the one before it counts until a term is over.</summary>
    SignAnew,

    /// <summary>That term is over.</summary>
    Outdated,
    Unsigned,

    /// <summary>None is published, or it is past its review.</summary>
    NotInForce,
}

/// <summary>An agreement that somebody's duties ask for.</summary>
/// <param name="IsSigned">Signed with the password; otherwise acknowledged as read.</param>
/// <param name="Version">The one in force.</param>
/// <param name="SignBy">Of a new version: the last day on which the former signature counts.</param>
/// <param name="SignedVersion">The newest that was signed.</param>
public sealed record AgreementLine(
    string Key, string Title, string Clause, bool IsSigned, Duty[] Duties, AgreementState State, int? Version, DateOnly? SignBy, int? SignedVersion, DateTimeOffset? SignedAt);

/// <summary>Who signed which text, when, from where and how; of a rule that was only acknowledged, when.</summary>
public sealed record AgreementSignature(string Name, DateTimeOffset At, string? Address, SignatureProof? Proof, string? TextSha256);

/// <summary><c>GET /api/my/agreements/{key}</c>: the text to read and sign, or as it was signed.</summary>
public sealed record AgreementText
{
    public required string Key { get; init; }

    public required string Title { get; init; }

    public required string Clause { get; init; }

    public required string Agency { get; init; }

    public required int Version { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public required string Markdown { get; init; }

    /// <summary>Sent back with the signature: it is of this text and no other.</summary>
    public required string TextSha256 { get; init; }

    public required bool IsSigned { get; init; }

    public AgreementSignature? Signature { get; init; }
}

/// <summary>
/// <c>PUT /api/my/agreements/{key}/{version}/signature</c>, with the password or a code of the authenticator. No idempotency key: a version is
/// signed once by nature, and the hash of a body that holds a password is nothing to keep.
/// </summary>
public sealed record SignAgreement
{
    public required string TextSha256 { get; init; }

    /// <summary>Read, and agreed to.</summary>
    public required bool Read { get; init; }

    public string? Password { get; init; }

    public string? Code { get; init; }
}
