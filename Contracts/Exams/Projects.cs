namespace Pinchang.Contracts.Exams;

/// <summary>学历, from the lowest to the highest.</summary>
public enum EducationLevel
{
    Any,
    Secondary,
    JuniorCollege,
    Bachelor,
    Master,
    Doctor,
}

/// <summary>Where registration stands, by the notice in force.</summary>
public enum RegistrationPhase
{
    /// <summary>No notice is published.</summary>
    Unpublished,
    Upcoming,
    Open,
    Closed,
}

/// <summary><c>POST /api/exam-projects</c> and <c>PUT /api/exam-projects/{id}</c>. What the notice must say may wait until it is published.</summary>
public sealed record SaveExamProject
{
    public required string Name { get; init; }

    /// <summary>招考单位: an approved employer of the agency.</summary>
    public required Guid ClientId { get; init; }

    /// <summary>Registration is open in [opens, closes).</summary>
    public DateTimeOffset? RegistrationOpensAt { get; init; }

    public DateTimeOffset? RegistrationClosesAt { get; init; }

    public string? ContactName { get; init; }

    public string? ContactPhone { get; init; }

    /// <summary>What the exam is for, and on what ground.</summary>
    public string? Introduction { get; init; }

    /// <summary>报名须知.</summary>
    public string? Guide { get; init; }

    /// <summary>考试安排.</summary>
    public string? Arrangements { get; init; }
}

/// <summary><c>POST /api/exam-projects/{id}/positions</c> and <c>PUT …/positions/{positionId}</c>.</summary>
public sealed record SavePosition
{
    /// <summary>职位代码, unique in the project.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    public string? Department { get; init; }

    public required int Headcount { get; init; }

    public EducationLevel Education { get; init; }

    /// <summary>As the notice words it; null asks for none.</summary>
    public string? Majors { get; init; }

    /// <summary>In whole years on the day registration opens; null asks for none.</summary>
    public int? MaxAge { get; init; }

    /// <summary>Other requirements; a person judges them.</summary>
    public string? Requirements { get; init; }
}

public sealed record PositionDetails
{
    public required Guid Id { get; init; }

    public required SavePosition Content { get; init; }
}

public sealed record ExamProjectSummary
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string ClientName { get; init; }

    public required RegistrationPhase Phase { get; init; }

    public DateTimeOffset? RegistrationOpensAt { get; init; }

    public DateTimeOffset? RegistrationClosesAt { get; init; }

    public required int Positions { get; init; }

    public required int Registrations { get; init; }

    /// <summary>Registrations that wait for a reviewer.</summary>
    public required int Waiting { get; init; }

    /// <summary>What the caller is in this project.</summary>
    public required string[] Roles { get; init; }
}

/// <summary><c>GET /api/exam-projects/{id}</c>: as its staff see it.</summary>
public sealed record ExamProjectDetails
{
    public required Guid Id { get; init; }

    public required SaveExamProject Content { get; init; }

    public required string ClientName { get; init; }

    public required PositionDetails[] Positions { get; init; }

    public required RegistrationPhase Phase { get; init; }

    /// <summary>The notice in force; 0 when none is.</summary>
    public required int NoticeVersion { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Whether something was changed since the notice in force was published.</summary>
    public required bool HasUnpublishedChanges { get; init; }

    /// <summary>What the notice lacks, by the codes of <see cref="NoticeContent"/>; empty when it can be published.</summary>
    public required string[] Missing { get; init; }

    /// <summary>What screening found in the project's and its positions' words.</summary>
    public TextMark[] Marks { get; init; } = [];

    /// <summary>Whether publishing it now needs a ground.</summary>
    public bool NeedsGround { get; init; }

    /// <summary>On which the notice in force was published, where it needed one.</summary>
    public string? Ground { get; init; }

    public required string[] Roles { get; init; }

    public required RegistrationCounts Counts { get; init; }
}

/// <summary>How many registrations are in each state, and how many hold a ticket.</summary>
public sealed record RegistrationCounts(int Submitted, int SupplementAsked, int Approved, int Refused, int Withdrawn, int Tickets);

/// <summary>The contents that EX-5.4 makes mandatory, by the codes that <c>exam-notices.incomplete</c> names.</summary>
public static class NoticeContent
{
    public const string Client = "client";
    public const string Positions = "positions";
    public const string Requirements = "requirements";
    public const string RegistrationTime = "registrationTime";
    public const string Contact = "contact";
    public const string Introduction = "introduction";
}

/// <summary>A notice as it was published.</summary>
public sealed record ExamNoticeContents
{
    public required string Title { get; init; }

    public required string ClientName { get; init; }

    public required string AgencyName { get; init; }

    public required DateTimeOffset RegistrationOpensAt { get; init; }

    public required DateTimeOffset RegistrationClosesAt { get; init; }

    public required string ContactName { get; init; }

    public required string ContactPhone { get; init; }

    public required string Introduction { get; init; }

    public string? Guide { get; init; }

    public string? Arrangements { get; init; }

    public required PositionDetails[] Positions { get; init; }
}

/// <summary><c>POST /api/exam-projects/{id}/notices</c>: publishes what the project holds now. Every version after the first needs its reason.</summary>
/// <param name="Ground">The ground for what a rule forbids by itself, such as the article of a law; asked for only then.</param>
public sealed record PublishNotice(string? Reason, string? Ground = null);

/// <summary>A published version of a notice.</summary>
public sealed record ExamNoticeVersion(int Version, DateTimeOffset PublishedAt, string? Reason);

/// <summary>An exam as the public sees it in a list (<c>GET /api/exams</c>).</summary>
public sealed record ExamSummary
{
    public required Guid Id { get; init; }

    public required string Title { get; init; }

    public required string ClientName { get; init; }

    public required RegistrationPhase Phase { get; init; }

    public required DateTimeOffset RegistrationOpensAt { get; init; }

    public required DateTimeOffset RegistrationClosesAt { get; init; }

    public required int Headcount { get; init; }
}

/// <summary><c>GET /api/exams/{id}?version=</c>: the notice, public without sign-in.</summary>
public sealed record ExamDetails
{
    public required Guid Id { get; init; }

    public required int Version { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public required RegistrationPhase Phase { get; init; }

    public required ExamNoticeContents Notice { get; init; }

    /// <summary>Every version there was, newest first.</summary>
    public required ExamNoticeVersion[] Versions { get; init; }

    public required IntegrityPledge Pledge { get; init; }
}

/// <summary>诚信协议: what a candidate signs, word for word.</summary>
public sealed record IntegrityPledge(int Version, string Text);

/// <summary>A person of a project with one role (<c>GET /api/exam-projects/{id}/staff</c>).</summary>
/// <param name="Lacks">What is missing today for what the role does, in words: the plan says it before the duty refuses.</param>
public sealed record ExamStaffMember(Guid Id, Guid UserId, string Name, string Phone, string Role, DateTimeOffset Since, bool IsSelf, string[] Lacks);

/// <summary><c>POST /api/exam-projects/{id}/staff</c>. Nobody with that phone yet: an account is made, for the phone's owner to enter by code.</summary>
public sealed record AddExamStaff(string Phone, string Name, string Role);

/// <summary>An employer that may be a client (<c>GET /api/exam-clients</c>).</summary>
public sealed record ExamClient(Guid Id, string Name);

public static class ExamProjectRefusals
{
    /// <summary>The client is no approved employer of the agency.</summary>
    public static readonly Refusal ClientUnknown = new(RefusalKind.Invalid, "exam-projects.client-unknown");
    public static readonly Refusal ClosesBeforeOpening = new(RefusalKind.Invalid, "exam-projects.closes-before-opening");
    public static readonly Refusal PhoneMalformed = new(RefusalKind.Invalid, "exam-projects.phone-malformed");

    /// <summary>The notice lacks {0}.</summary>
    public static readonly Refusal NoticeIncomplete = new(RefusalKind.Unprocessable, "exam-notices.incomplete");

    /// <summary>Registration would have closed before the notice is out.</summary>
    public static readonly Refusal NoticeTooLate = new(RefusalKind.Unprocessable, "exam-notices.too-late");
    public static readonly Refusal NoticeReasonRequired = new(RefusalKind.Invalid, "exam-notices.reason-required");
    public static readonly Refusal NoticeUnchanged = new(RefusalKind.Conflict, "exam-notices.unchanged");

    public static readonly Refusal PositionCodeTaken = new(RefusalKind.Conflict, "exam-positions.code-taken");

    /// <summary>{0} people have registered for it.</summary>
    public static readonly Refusal PositionInUse = new(RefusalKind.Conflict, "exam-positions.in-use");

    public static readonly Refusal RoleUnknown = new(RefusalKind.Invalid, "exam-staff.role-unknown");
    public static readonly Refusal StaffAlready = new(RefusalKind.Conflict, "exam-staff.already");

    /// <summary>A project is never left without an officer.</summary>
    public static readonly Refusal LastOfficer = new(RefusalKind.Conflict, "exam-staff.last-officer");

    /// <summary>A registered candidate cannot work in the same exam.</summary>
    public static readonly Refusal StaffIsCandidate = new(RefusalKind.Conflict, "exam-staff.is-candidate");
    public static readonly Refusal StaffElsewhere = new(RefusalKind.Conflict, "exam-staff.works-elsewhere");
}
