namespace Pinchang.Contracts.Staff;

/// <summary>What somebody may do only while qualified for it.</summary>
public enum Duty
{
    HostRoom,
    Review,
    Invigilate,
    Mark,
    AttendBooth,
}

/// <summary>LH-4.1, EX-4.5: the fields in which training and certificates are asked for.</summary>
public enum StaffField
{
    JobService,
    NetworkInformation,
    ExamWork,

    /// <summary>JF-5: the course before serving at a fair.</summary>
    FairService,
}

public enum QualificationKind
{
    Training,
    Certificate,
}

public enum QualificationState
{
    Submitted,
    Approved,
    Refused,
}

public enum LackReason
{
    Missing,

    /// <summary>Handed in, and nobody has checked it.</summary>
    Unchecked,
    Expired,

    /// <summary>An agreement that was never signed, or a rule that was never acknowledged.</summary>
    Unsigned,

    /// <summary>An earlier version was signed, and the term for the new one is over.</summary>
    Outdated,

    /// <summary>The agency has published none, or it is past its review: nobody can sign it.</summary>
    NotInForce,
}

/// <summary>What somebody lacks for a duty.</summary>
/// <param name="Day">When it was handed in, or the last day of what has ended.</param>
/// <param name="Field">Null where an agreement is missing.</param>
/// <param name="Text">The same in words.</param>
/// <param name="Agreement">The agreement that is missing, for <c>/my/agreements/{key}</c>.</param>
public sealed record DutyLack(StaffField? Field, LackReason Reason, DateOnly? Day, string Text, string? Agreement = null);

/// <summary>A duty that one of the person's roles brings, and what is missing for it today.</summary>
/// <param name="Until">The last day on which what is held is enough; null when something is missing, or nothing of it ends.</param>
public sealed record DutyStanding(Duty Duty, string Clause, DutyLack[] Lacks, DateOnly? Until);

/// <summary><c>POST /api/my/qualifications</c>. Its number stays on the scan.</summary>
public sealed record HandInQualification
{
    public required QualificationKind Kind { get; init; }

    public required StaffField Field { get; init; }

    /// <summary>The course, or what the certificate is called.</summary>
    public required string Name { get; init; }

    /// <summary>Who taught or issued it.</summary>
    public required string Issuer { get; init; }

    public required DateOnly ObtainedOn { get; init; }

    /// <summary>The last valid day; null is 长期.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Required for <see cref="QualificationKind.Training"/>.</summary>
    public int? Hours { get; init; }

    /// <summary>As on the paper: 合格, a score, a level.</summary>
    public required string Result { get; init; }

    /// <summary>A file of kind <c>licence</c> that the caller uploaded.</summary>
    public required Guid FileId { get; init; }
}

public sealed record QualificationDetails
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required QualificationKind Kind { get; init; }

    public required StaffField Field { get; init; }

    public required string Name { get; init; }

    public required string Issuer { get; init; }

    public required DateOnly ObtainedOn { get; init; }

    public DateOnly? ValidUntil { get; init; }

    public int? Hours { get; init; }

    public required string Result { get; init; }

    public Guid? FileId { get; init; }

    public required QualificationState State { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Who checked it: never its holder.</summary>
    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public string? DecisionReason { get; init; }

    public required bool MayDecide { get; init; }
}

/// <summary><c>GET /api/my/qualifications</c>.</summary>
public sealed record OwnQualifications(DutyStanding[] Duties, QualificationDetails[] Items, AgreementLine[] Agreements);

public enum StaffShelf
{
    All,
    Lacking,

    /// <summary>Something ends within sixty days.</summary>
    Ending,
    Waiting,
}

/// <summary>One line of <c>GET /api/operations/staff</c>.</summary>
public sealed record StaffLine(Guid UserId, string Name, string? Employer, string[] Roles, DutyStanding[] Duties, int Waiting);

/// <summary><c>GET /api/operations/staff</c>; the numbers are of everybody, whatever was searched.</summary>
public sealed record StaffList(Page<StaffLine> Found, int People, int Lacking, int Ending, int Waiting);

/// <summary><c>GET /api/operations/staff/{userId}</c>.</summary>
public sealed record StaffDetails(StaffLine Summary, QualificationDetails[] Items, AgreementLine[] Agreements);

public static class StaffRefusals
{
    /// <summary>{0}: the duty. {1}: what is missing, field by field, with its day.</summary>
    public static readonly Refusal Unqualified = new(RefusalKind.Forbidden, "staff.unqualified");

    /// <summary>{0}: the duty. {1}: the agreements that are to be signed, nothing else being missing.</summary>
    public static readonly Refusal Unsigned = new(RefusalKind.Forbidden, "staff.unsigned");

    /// <summary>Signing asks for the tick that says it was read.</summary>
    public static readonly Refusal NotRead = new(RefusalKind.Invalid, "staff.not-read");

    /// <summary>The text is not the one that was read: another version, or another hash.</summary>
    public static readonly Refusal OtherText = new(RefusalKind.Conflict, "staff.other-text");

    /// <summary>Who came by a passkey alone sets a password first.</summary>
    public static readonly Refusal NoPassword = new(RefusalKind.Conflict, "staff.no-password");
    public static readonly Refusal PasswordWrong = new(RefusalKind.Forbidden, "staff.password-wrong");

    /// <summary>Only people of an agency or its employers hand in qualifications.</summary>
    public static readonly Refusal NoStaff = new(RefusalKind.Forbidden, "staff.no-staff");
    public static readonly Refusal DaysReversed = new(RefusalKind.Invalid, "staff.days-reversed");
    public static readonly Refusal FutureDay = new(RefusalKind.Invalid, "staff.future-day");

    /// <summary>Its last day, {0}, is past.</summary>
    public static readonly Refusal Expired = new(RefusalKind.Unprocessable, "staff.expired");
    public static readonly Refusal HoursRequired = new(RefusalKind.Invalid, "staff.hours-required");
    public static readonly Refusal AlreadyDecided = new(RefusalKind.Conflict, "staff.already-decided");

    /// <summary>Another person checks it.</summary>
    public static readonly Refusal OwnDecision = new(RefusalKind.Forbidden, "staff.own-decision");
}
