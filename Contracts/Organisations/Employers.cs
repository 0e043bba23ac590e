namespace Pinchang.Contracts.Organisations;

public enum EmployerState
{
    Submitted,
    Approved,
    Refused,
    Suspended,
}

/// <summary><c>POST /api/employers</c>: registers an employer; its author becomes the owner once it is approved (LH-5.1.1, LH-5.1.3a).</summary>
public sealed record RegisterEmployer
{
    /// <summary>As on the business licence.</summary>
    public required string Name { get; init; }

    /// <summary>统一社会信用代码, GB 32100: 18 characters with a check digit.</summary>
    public required string CreditCode { get; init; }

    public required string Address { get; init; }

    public string? Website { get; init; }

    public required string Industry { get; init; }

    public required string ContactName { get; init; }

    public required string ContactPhone { get; init; }

    public string? Introduction { get; init; }

    /// <summary>The agency to join, where an installation serves several; null is the one that has been there longest.</summary>
    public Guid? AgencyId { get; init; }

    /// <summary>A file of kind <c>licence</c> uploaded by <c>POST /api/files</c>.</summary>
    public Guid? LicenceFileId { get; init; }

    /// <summary>The business licence's last day; null is 长期.</summary>
    public DateOnly? LicenceValidUntil { get; init; }
}

public sealed record EmployerSummary(Guid Id, string Name, string Industry, EmployerState State, DateTimeOffset SubmittedAt, int OpenJobs);

public sealed record EmployerDetails
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string CreditCode { get; init; }

    public required string Address { get; init; }

    public string? Website { get; init; }

    public required string Industry { get; init; }

    public string? Introduction { get; init; }

    /// <summary>Masked for everybody but the employer itself and reviewers.</summary>
    public required string ContactName { get; init; }

    public required string ContactPhone { get; init; }

    public required EmployerState State { get; init; }

    public string? DecisionReason { get; init; }

    public DateTimeOffset SubmittedAt { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public Guid? LicenceFileId { get; init; }

    /// <summary>LH-4.2.3: why it cannot publish a live room now; for the employer itself.</summary>
    public Hindrance? Rooms { get; init; }
}

/// <summary><c>POST /api/employers/{id}/review-decisions</c> and the same for jobs. A refusal needs a reason.</summary>
/// <param name="Version">The version that the reviewer read, for jobs: a later one is not decided on unread.</param>
/// <param name="Checks">What the reviewer ticked on the desk's list; null where none was shown.</param>
public sealed record DecideReview(bool Approved, string? Reason, int? Version = null, string[]? Checks = null);

public static class EmployerRefusals
{
    public static readonly Refusal CreditCodeWrong = new(RefusalKind.Invalid, "employers.credit-code-wrong");

    /// <summary>The contact's phone is not the one that the author has verified.</summary>
    public static readonly Refusal ContactPhoneForeign = new(RefusalKind.Invalid, "employers.contact-phone-foreign");
    public static readonly Refusal AlreadyRegistered = new(RefusalKind.Conflict, "employers.already-registered");
    public static readonly Refusal NotApproved = new(RefusalKind.Unprocessable, "employers.not-approved");
    public static readonly Refusal AlreadyDecided = new(RefusalKind.Conflict, "employers.already-decided");
    public static readonly Refusal ReasonRequired = new(RefusalKind.Invalid, "reviews.reason-required");
}
