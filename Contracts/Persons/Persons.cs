namespace Pinchang.Contracts.Persons;

/// <summary>What a person may agree to apart from the service itself, and take back at any time.</summary>
public enum ConsentPurpose
{
    /// <summary>Employers that an application was sent to, or whose booth was visited, read the résumé.</summary>
    ResumeSharing,

    /// <summary>The registration form of an exam is kept, so that it need not be filled in again.</summary>
    KeptExamForm,

    /// <summary>Being told before rooms begin.</summary>
    Reminders,
}

/// <summary><c>GET /api/person</c>: what is held about the caller, and what they may do about it. Texts are ready to be shown.</summary>
public sealed record PersonFile
{
    public required string DisplayName { get; init; }

    /// <summary>Masked.</summary>
    public string? Phone { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required HeldData[] Held { get; init; }

    public required ConsentStanding[] Consents { get; init; }

    public ClosureStanding? Closure { get; init; }

    /// <summary>The code of why the account cannot be closed now, with its sentence.</summary>
    public string? ClosureHindrance { get; init; }

    /// <summary>Days between asking for it and the end of the account.</summary>
    public required int CoolingDays { get; init; }
}

/// <summary>A kind of data.</summary>
/// <param name="Count">Null where counting would read too much: such data is listed in the export.</param>
/// <param name="Until">How long it is kept.</param>
/// <param name="SurvivesClosing">What the law or an open service keeps when the account is closed.</param>
public sealed record HeldData(string Kind, string Name, int? Count, string What, string Why, string Until, bool SurvivesClosing);

/// <param name="Given">False once it was taken back and not given again.</param>
/// <param name="At">When that was said; null while it was never said on its own, but by using what needs it.</param>
public sealed record ConsentStanding(ConsentPurpose Purpose, bool Given, DateTimeOffset? At);

/// <summary><c>POST /api/person/consents</c>.</summary>
public sealed record DecideConsent(ConsentPurpose Purpose, bool Given);

/// <summary><c>PUT /api/person/name</c>: how others in a room see the person.</summary>
public sealed record CorrectName(string DisplayName);

/// <summary><c>PUT /api/person/phone</c>: another phone, proven by a code sent to it (<c>PhoneCodePurpose.ChangePhone</c>).</summary>
public sealed record CorrectPhone(string Phone, string Code);

public sealed record ClosureStanding(DateTimeOffset AskedAt, DateTimeOffset ClosesAt);

public static class PersonRefusals
{
    public static readonly Refusal ConsentWithdrawn = new(RefusalKind.Unprocessable, "persons.consent-withdrawn");
    public static readonly Refusal PhoneTaken = new(RefusalKind.Conflict, "persons.phone-taken");
    public static readonly Refusal PhoneSame = new(RefusalKind.Conflict, "persons.phone-same");
    public static readonly Refusal StillStaff = new(RefusalKind.Unprocessable, "persons.still-staff");
    public static readonly Refusal ExamGoesOn = new(RefusalKind.Unprocessable, "persons.exam-goes-on");
    public static readonly Refusal InQueue = new(RefusalKind.Unprocessable, "persons.in-queue");
    public static readonly Refusal ClosingAlready = new(RefusalKind.Conflict, "persons.closing-already");
    public static readonly Refusal NotClosing = new(RefusalKind.Conflict, "persons.not-closing");
    public static readonly Refusal NothingToReveal = new(RefusalKind.NotFound, "persons.nothing-to-reveal");
}
