namespace Pinchang.Contracts.Exams;

public enum RegistrationState
{
    /// <summary>Waits for a reviewer.</summary>
    Submitted,

    /// <summary>The reviewer asked for something more.</summary>
    SupplementAsked,
    Approved,
    Refused,
    Withdrawn,
}

public enum RegistrationStepKind
{
    Submitted,
    Resubmitted,
    Passed,
    Refused,
    SupplementAsked,

    /// <summary>The reviewer took the decision back.</summary>
    Undone,
    TicketIssued,
    Withdrawn,
}

/// <summary>
/// <c>POST /api/exams/{id}/acknowledgements</c>: EX-6.1, the notice read and the pledge signed, each in a version. The server stamps the time.
/// </summary>
/// <param name="NoticeRead">That the person says so; signing without it is refused.</param>
public sealed record Acknowledge(int NoticeVersion, bool NoticeRead, int PledgeVersion, string SignedName);

public sealed record ExamAcknowledgement(int NoticeVersion, DateTimeOffset NoticeReadAt, int PledgeVersion, DateTimeOffset PledgeSignedAt, string SignedName);

/// <summary>报名表, sent with a registration and kept for the next time (<c>GET /api/exam-form</c>).</summary>
public sealed record RegistrationForm
{
    public required string Name { get; init; }

    /// <summary>居民身份证号码; 15 digits are taken as the 18 they became. Masked for whom it does not concern.</summary>
    public required string IdentityNumber { get; init; }

    public string? Ethnicity { get; init; }

    public string? PoliticalStatus { get; init; }

    public required EducationLevel Education { get; init; }

    public string? Degree { get; init; }

    public required string School { get; init; }

    public required string Major { get; init; }

    /// <summary>As the person writes it: 2024.06.</summary>
    public required string Graduated { get; init; }

    public string? WorkUnit { get; init; }

    public required string Address { get; init; }

    public string? Email { get; init; }

    /// <summary>个人简历: study and work, one a line.</summary>
    public string? Experience { get; init; }

    /// <summary>A file of kind <c>examPhoto</c>.</summary>
    public Guid? PhotoFileId { get; init; }
}

/// <summary>The form as it was sent last, and the phone that messages go to.</summary>
public sealed record KeptForm(RegistrationForm? Form, string MaskedPhone, DateTimeOffset? UpdatedAt);

/// <summary><c>GET /api/exams/{id}/mine</c>: how far the caller has come with an exam.</summary>
public sealed record OwnExam(ExamAcknowledgement? Acknowledgement, RegistrationSummary? Registration);

/// <summary><c>POST /api/exam-registrations</c>: one position per project and identity, within the window, after the acknowledgement.</summary>
public sealed record SubmitRegistration(Guid ProjectId, Guid PositionId, RegistrationForm Form);

/// <summary><c>POST /api/exam-registrations/{id}/resubmission</c>: while it waits, was refused or a supplement is asked.</summary>
public sealed record ResubmitRegistration(Guid PositionId, RegistrationForm Form, string? Note);

public sealed record RegistrationSummary
{
    public required Guid Id { get; init; }

    public required Guid ProjectId { get; init; }

    public required string ExamTitle { get; init; }

    public required Guid PositionId { get; init; }

    public required string PositionCode { get; init; }

    public required string PositionName { get; init; }

    public required string CandidateName { get; init; }

    /// <summary>330***********002X.</summary>
    public required string MaskedIdentity { get; init; }

    /// <summary>138****0001.</summary>
    public required string MaskedPhone { get; init; }

    public required RegistrationState State { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why it was refused, or what is asked for.</summary>
    public string? Reason { get; init; }

    public DateTimeOffset? SupplementDueAt { get; init; }

    public string? TicketNumber { get; init; }
}

/// <summary>One step of a registration's history.</summary>
public sealed record RegistrationStep(RegistrationStepKind Kind, DateTimeOffset At, string? Text);

/// <summary><c>GET /api/exam-registrations/{id}</c>: for the candidate, and for the project's officers and reviewers.</summary>
public sealed record RegistrationDetails
{
    public required RegistrationSummary Summary { get; init; }

    public required RegistrationForm Form { get; init; }

    /// <summary>The identity number names a county that there is not today: a reason to look at the card.</summary>
    public bool CountyUnknown { get; init; }

    public required string Phone { get; init; }

    /// <summary>男 or 女, from the identity number.</summary>
    public required string Sex { get; init; }

    public DateOnly? BornOn { get; init; }

    /// <summary>On the day registration opened.</summary>
    public required int Age { get; init; }

    public required SavePosition Position { get; init; }

    public required ExamAcknowledgement Acknowledgement { get; init; }

    public required RegistrationStep[] Steps { get; init; }

    /// <summary>Grows with each submission; a decision names the one that was read.</summary>
    public required int Revision { get; init; }

    /// <summary>Whether the candidate may change it now.</summary>
    public required bool CanChange { get; init; }

    public required bool CanWithdraw { get; init; }

    public required DateTimeOffset RegistrationClosesAt { get; init; }

    /// <summary>Until when the reviewer can take the decision back.</summary>
    public DateTimeOffset? UndoUntil { get; init; }
}

public enum ReviewVerdict
{
    Pass,
    Refuse,
    AskSupplement,
}

/// <summary><c>POST /api/exam-registrations/{id}/review-decisions</c>. Whoever does not pass is told why.</summary>
/// <param name="Revision">The submission that was read: a later one is not decided on unread.</param>
/// <param name="TellNow">Sends the message at once instead of after the ten minutes in which it can be undone; then it cannot be.</param>
public sealed record DecideRegistration(ReviewVerdict Verdict, string? Reason, int Revision, bool TellNow = false);

/// <summary><c>POST /api/exam-projects/{id}/review-claims</c>: takes the next registration for the caller; <paramref name="Skip"/> lets one go first.</summary>
public sealed record ClaimReview(Guid? Skip = null);

/// <summary>What a reviewer has before them.</summary>
/// <param name="Waiting">All that wait, with this one.</param>
/// <param name="Undoable">The caller's decisions that can still be taken back, newest first.</param>
public sealed record ReviewDesk(RegistrationDetails? Registration, int Waiting, RegistrationSummary[] Undoable);

/// <summary>What <c>POST /api/exam-projects/{id}/tickets</c> did.</summary>
public sealed record TicketsIssued(int Count);

/// <summary>准考证 (<c>GET /api/exam-registrations/{id}/ticket</c>), for the candidate to print.</summary>
public sealed record AdmissionTicket
{
    public required Guid RegistrationId { get; init; }

    public required string TicketNumber { get; init; }

    public required string ExamTitle { get; init; }

    public required string ClientName { get; init; }

    public required string CandidateName { get; init; }

    public required string Sex { get; init; }

    public required string IdentityNumber { get; init; }

    public required string PositionCode { get; init; }

    public required string PositionName { get; init; }

    public required Guid? PhotoFileId { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required string ContactPhone { get; init; }
}

public static class RegistrationRefusals
{
    public static readonly Refusal NotPublished = new(RefusalKind.NotFound, "exam-registrations.not-published");

    /// <summary>More than {0} rows at once.</summary>
    public static readonly Refusal ExportTooLarge = new(RefusalKind.Unprocessable, "exam-registrations.export-too-large");

    /// <summary>Registration opens at {0}.</summary>
    public static readonly Refusal NotYetOpen = new(RefusalKind.Unprocessable, "exam-registrations.not-yet-open");

    /// <summary>Registration closed at {0}.</summary>
    public static readonly Refusal Closed = new(RefusalKind.Unprocessable, "exam-registrations.closed");

    public static readonly Refusal NoticeUnread = new(RefusalKind.Unprocessable, "exam-registrations.notice-unread");
    public static readonly Refusal NoticeChanged = new(RefusalKind.Conflict, "exam-registrations.notice-changed");
    public static readonly Refusal PledgeUnsigned = new(RefusalKind.Unprocessable, "exam-registrations.pledge-unsigned");

    /// <summary>The pledge was signed as {0}.</summary>
    public static readonly Refusal PledgeOfAnother = new(RefusalKind.Unprocessable, "exam-registrations.pledge-of-another");

    public static readonly Refusal PositionUnknown = new(RefusalKind.Invalid, "exam-registrations.position-unknown");

    /// <summary>Registered already for {0}.</summary>
    public static readonly Refusal Duplicate = new(RefusalKind.Conflict, "exam-registrations.duplicate");
    public static readonly Refusal IdentityTaken = new(RefusalKind.Conflict, "exam-registrations.identity-taken");
    public static readonly Refusal OwnProject = new(RefusalKind.Unprocessable, "exam-registrations.own-project");

    /// <summary>The position asks for {0}.</summary>
    public static readonly Refusal EducationTooLow = new(RefusalKind.Unprocessable, "exam-registrations.education-too-low");

    /// <summary>The position asks for at most {0} years, and {1} it is.</summary>
    public static readonly Refusal TooOld = new(RefusalKind.Unprocessable, "exam-registrations.too-old");

    public static readonly Refusal IdentityMalformed = new(RefusalKind.Invalid, "exam-registrations.identity-malformed");
    public static readonly Refusal PhotoMissing = new(RefusalKind.Invalid, "exam-registrations.photo-missing");

    /// <summary>Approved: nothing can be changed any more.</summary>
    public static readonly Refusal Frozen = new(RefusalKind.Conflict, "exam-registrations.frozen");
    public static readonly Refusal Withdrawn = new(RefusalKind.Conflict, "exam-registrations.withdrawn");

    /// <summary>The supplement was due at {0}.</summary>
    public static readonly Refusal SupplementTooLate = new(RefusalKind.Unprocessable, "exam-registrations.supplement-too-late");

    public static readonly Refusal ReasonRequired = new(RefusalKind.Invalid, "exam-reviews.reason-required");

    /// <summary>Decided already, or withdrawn.</summary>
    public static readonly Refusal NotWaiting = new(RefusalKind.Conflict, "exam-reviews.not-waiting");

    /// <summary>The candidate submitted anew since it was read.</summary>
    public static readonly Refusal Changed = new(RefusalKind.Conflict, "exam-reviews.changed");

    /// <summary>Another reviewer has it before them.</summary>
    public static readonly Refusal Claimed = new(RefusalKind.Conflict, "exam-reviews.claimed");

    /// <summary>The candidate has been told, or acted on it.</summary>
    public static readonly Refusal UndoTooLate = new(RefusalKind.Conflict, "exam-reviews.undo-too-late");
    public static readonly Refusal UndoForeign = new(RefusalKind.Forbidden, "exam-reviews.undo-foreign");

    public static readonly Refusal NoTicket = new(RefusalKind.NotFound, "exam-tickets.none");
    public static readonly Refusal NobodyForTicket = new(RefusalKind.Unprocessable, "exam-tickets.nobody");

    public static readonly Refusal ExportReasonRequired = new(RefusalKind.Invalid, "exam-exports.reason-required");
}
