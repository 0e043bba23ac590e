namespace Pinchang.Contracts.Resumes;

public sealed record ResumeExperience(string Company, string Title, string From, string? To, string? Description);

public sealed record ResumeEducation(string School, string Degree, string? Major, string From, string? To);

/// <summary><c>PUT /api/resume</c>: the candidate's one résumé. Enough to apply: name and one of intention, experience, education.</summary>
public sealed record SaveResume
{
    public required string Name { get; init; }

    /// <summary>As the person words it; never required by a job.</summary>
    public string? City { get; init; }

    public string? Headline { get; init; }

    public string? Intention { get; init; }

    public string? ExpectedPay { get; init; }

    public string? Highlights { get; init; }

    public ResumeExperience[] Experience { get; init; } = [];

    public ResumeEducation[] Education { get; init; } = [];

    public string[] Skills { get; init; } = [];

    /// <summary>A PDF uploaded by <c>POST /api/files</c>, kind <c>resume</c>.</summary>
    public Guid? AttachmentId { get; init; }
}

public sealed record ResumeDetails
{
    public required SaveResume Content { get; init; }

    public string? AttachmentName { get; init; }

    public required int Version { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether it may be sent as it stands.</summary>
    public required bool IsComplete { get; init; }
}

public enum FileKind
{
    Resume,
    Licence,
    Cover,

    /// <summary>证件照 of a candidate in an exam.</summary>
    ExamPhoto,

    /// <summary>Identity document or face of a candidate at the door of an online exam.</summary>
    ExamIdentity,

    /// <summary>Beside a complaint; handed in with it and not by <c>POST /api/files</c>.</summary>
    Complaint,
}

/// <summary>What <c>POST /api/files?kind=…</c> (multipart, field <c>file</c>) answers; served by <c>GET /api/files/{id}</c> to whom it concerns.</summary>
public sealed record StoredFile(Guid Id, string Name, string ContentType, long Size);

/// <summary>Of a file that staff see: whether nobody looked through it for viruses yet, and whether it was locked because of one.</summary>
public sealed record FileScanMark(bool IsUnscanned, bool IsLocked);

public static class FileRefusals
{
    public static readonly Refusal Empty = new(RefusalKind.Invalid, "files.empty");

    /// <summary>Larger than {0} MB.</summary>
    public static readonly Refusal TooLarge = new(RefusalKind.TooLarge, "files.too-large");

    /// <summary>The content is not what the kind takes ({0}).</summary>
    public static readonly Refusal WrongType = new(RefusalKind.WrongType, "files.wrong-type");

    /// <summary>The scanner found a virus; nothing was kept.</summary>
    public static readonly Refusal Infected = new(RefusalKind.Unprocessable, "files.infected");

    /// <summary>A virus was found after the file was kept; nobody gets it any more.</summary>
    public static readonly Refusal Locked = new(RefusalKind.Gone, "files.locked");

    /// <summary>The policy asks for a scan, and no scanner answers.</summary>
    public static readonly Refusal ScannerAway = new(RefusalKind.Unavailable, "files.scanner-away");

    /// <summary>A PDF that does something: runs a script, starts a program, carries other files.</summary>
    public static readonly Refusal ActivePdf = new(RefusalKind.Unprocessable, "files.active-pdf");

    /// <summary>A PDF that nobody can look through: encrypted, or packed in a way that is not read.</summary>
    public static readonly Refusal ClosedPdf = new(RefusalKind.Unprocessable, "files.closed-pdf");

    /// <summary>More than {0} million pixels.</summary>
    public static readonly Refusal TooManyPixels = new(RefusalKind.TooLarge, "files.too-many-pixels");

    /// <summary>It begins like a picture and is none.</summary>
    public static readonly Refusal BrokenPicture = new(RefusalKind.WrongType, "files.broken-picture");
}

public static class ResumeRefusals
{
    public static readonly Refusal Incomplete = new(RefusalKind.Unprocessable, "resumes.incomplete");

    /// <summary>A time that ends before it began.</summary>
    public static readonly Refusal EndsBeforeStart = new(RefusalKind.Invalid, "resumes.ends-before-start");

    /// <summary>Neither a number nor 面议.</summary>
    public static readonly Refusal PayUnreadable = new(RefusalKind.Invalid, "resumes.pay-unreadable");
}
