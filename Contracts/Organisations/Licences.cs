namespace Pinchang.Contracts.Organisations;

/// <summary>What an organisation shows that it may do. Which rights a kind gives, LH-5.1.1 says.</summary>
public enum LicenceKind
{
    /// <summary>营业执照: vacancies of its own.</summary>
    BusinessLicence,

    /// <summary>人力资源服务许可证: vacancies for clients (代招).</summary>
    HrServiceLicence,

    /// <summary>劳务派遣经营许可证: dispatch vacancies (派遣).</summary>
    LabourDispatchLicence,

    /// <summary>ICP 经营许可证 of the platform's operator (LH-4.2.2).</summary>
    IcpLicence,

    /// <summary>公安联网备案 (JF-6.1).</summary>
    PublicSecurityFiling,

    /// <summary>网络安全等级保护备案 (JF-6.1).</summary>
    SecurityGradeFiling,
    Other,
}

public enum LicenceState
{
    Submitted,
    Approved,
    Refused,
}

/// <summary><c>POST /api/employers/mine/licences</c> by an owner or manager; <c>POST /api/operations/licences</c> for the agency itself.</summary>
public sealed record HandInLicence
{
    public required LicenceKind Kind { get; init; }

    /// <summary>Required for <see cref="LicenceKind.Other"/>: what it is called.</summary>
    public string? Name { get; init; }

    public required string Number { get; init; }

    /// <summary>发证机关.</summary>
    public required string Issuer { get; init; }

    /// <summary>Not in the future, by China's calendar.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last valid day; null is 长期. A day that is past is refused.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>As on the document: the business it covers, and for ICP the domains.</summary>
    public string? Scope { get; init; }

    /// <summary>A file of kind <c>licence</c> that the caller uploaded.</summary>
    public required Guid FileId { get; init; }
}

public sealed record LicenceDetails
{
    public required Guid Id { get; init; }

    /// <summary>The agency's own name, or the employer's.</summary>
    public required string Holder { get; init; }

    /// <summary>Null for the agency's own.</summary>
    public Guid? EmployerId { get; init; }

    public required LicenceKind Kind { get; init; }

    public string? Name { get; init; }

    public required string Number { get; init; }

    public required string Issuer { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public DateOnly? ValidUntil { get; init; }

    public string? Scope { get; init; }

    public Guid? FileId { get; init; }

    public required LicenceState State { get; init; }

    /// <summary>Approved, and today is within its days.</summary>
    public required bool IsValid { get; init; }

    /// <summary>The day by which somebody looks at it again.</summary>
    public DateOnly? CheckBy { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public string? DecisionReason { get; init; }
}

/// <summary><c>GET /api/qualifications</c>, without sign-in (LH-4.2): an agency's own licences that are valid today.</summary>
public sealed record AgencyQualifications(string Agency, LicenceDetails[] Licences);

public static class LicenceRefusals
{
    /// <summary>Its last day, {0}, is past.</summary>
    public static readonly Refusal Expired = new(RefusalKind.Unprocessable, "licences.expired");

    /// <summary>It begins on {0}.</summary>
    public static readonly Refusal NotYetValid = new(RefusalKind.Unprocessable, "licences.not-yet-valid");

    /// <summary>It ends before it begins.</summary>
    public static readonly Refusal DaysReversed = new(RefusalKind.Invalid, "licences.days-reversed");
    public static readonly Refusal AlreadyDecided = new(RefusalKind.Conflict, "licences.already-decided");

    /// <summary>Who handed in the agency's own does not decide on it.</summary>
    public static readonly Refusal OwnDecision = new(RefusalKind.Forbidden, "licences.own-decision");

    /// <summary>LH-4.2.3: a room needs an HR service licence, and its organisation holds none.</summary>
    public static readonly Refusal HrServiceMissing = new(RefusalKind.Forbidden, "licences.hr-service-missing");

    /// <summary>LH-4.2.3: it ended on {0}.</summary>
    public static readonly Refusal HrServiceEnded = new(RefusalKind.Forbidden, "licences.hr-service-ended");

    /// <summary>JF-6.1: the agency holds no valid {0}.</summary>
    public static readonly Refusal RegisterIncomplete = new(RefusalKind.Unprocessable, "licences.register-incomplete");

    /// <summary>JF-4: the scope of its HR service licence names neither online recruitment nor fairs.</summary>
    public static readonly Refusal FairsNotCovered = new(RefusalKind.Unprocessable, "licences.fairs-not-covered");
}
