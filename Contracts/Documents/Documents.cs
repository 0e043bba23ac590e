namespace Pinchang.Contracts.Documents;

/// <summary>Which service's standard asks for a document.</summary>
public enum DocumentService
{
    LiveHiring,
    JobFair,
    Exam,
}

public enum DocumentKind
{
    Rules,
    Plan,
    Agreement,

    /// <summary>For everybody to read, like <see cref="Faq"/> and <see cref="Agreement"/>.</summary>
    Guide,
    Faq,
}

public enum DocumentState
{
    Draft,
    Submitted,
    Refused,
    Published,

    /// <summary>A newer version was published.</summary>
    Superseded,
}

/// <summary>Rule 1 of the standards: a gate asks "in force", never "exists".</summary>
public enum DocumentStanding
{
    /// <summary>No version was published.</summary>
    Missing,

    /// <summary>Published, and begins on a day to come.</summary>
    NotYet,

    /// <summary>Not everybody it binds has acknowledged this version.</summary>
    Unacknowledged,

    /// <summary>Its review date, or its last day, is past.</summary>
    Lapsed,

    /// <summary>In force, and its review date is within thirty days.</summary>
    Due,
    InForce,
}

/// <summary>A section that the standard asks for, with its clause.</summary>
public sealed record DocumentSection(string Heading, string Clause);

/// <summary>One line of <c>GET /api/operations/documents</c>: a required document and where it stands.</summary>
public sealed record RequiredDocument
{
    public required string Key { get; init; }

    public required DocumentService Service { get; init; }

    public required DocumentKind Kind { get; init; }

    public required string Title { get; init; }

    public required string Clause { get; init; }

    public required DocumentStanding Standing { get; init; }

    /// <summary>The published version.</summary>
    public int? Version { get; init; }

    public DateOnly? ReviewBy { get; init; }

    /// <summary>Where the newest version stands, when it is not the published one.</summary>
    public DocumentState? Newer { get; init; }

    public required int Bound { get; init; }

    public required int Acknowledged { get; init; }

    /// <summary>Whether the caller is bound and has not acknowledged.</summary>
    public required bool IsMine { get; init; }
}

public sealed record DocumentVersionSummary(
    int Number, DocumentState State, string Author, DateTimeOffset WrittenAt, string? DecidedBy, DateTimeOffset? DecidedAt, string? Reason, DateOnly ValidFrom, DateOnly ReviewBy, DateOnly? ValidUntil);

/// <summary><c>GET /api/operations/documents/{key}</c>: the newest version, or the template where there is none.</summary>
public sealed record DocumentDetails
{
    public required RequiredDocument Summary { get; init; }

    public required string Markdown { get; init; }

    public required DocumentSection[] Sections { get; init; }

    /// <summary>Sections that are missing, blank, or still hold a place to fill in.</summary>
    public required string[] Gaps { get; init; }

    public required DocumentVersionSummary[] Versions { get; init; }

    public string? Owner { get; init; }

    /// <summary>The published text, line by line against the newest; empty where there is nothing to compare.</summary>
    public required DocumentLine[] Changes { get; init; }

    public required bool MayDecide { get; init; }

    /// <summary>Names of those bound who have not acknowledged.</summary>
    public required string[] Unacknowledged { get; init; }
}

public enum DocumentLineChange
{
    Same,
    Added,
    Removed,
}

public sealed record DocumentLine(DocumentLineChange Change, string Text);

/// <summary><c>PUT /api/operations/documents/{key}</c>: a draft is changed, or a new version begun.</summary>
public sealed record SaveDocument
{
    public required string Markdown { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public required DateOnly ReviewBy { get; init; }

    public DateOnly? ValidUntil { get; init; }
}

/// <summary><c>GET /api/documents</c>, without sign-in: guides, answers and agreements that are in force.</summary>
public sealed record PublicDocument(Guid AgencyId, string Agency, string Key, DocumentService Service, DocumentKind Kind, string Title, int Version, DateOnly ValidFrom, string? Markdown, bool IsSigned = false);

public static class DocumentRefusals
{
    /// <summary>{0}: the sections that are not filled.</summary>
    public static readonly Refusal Gaps = new(RefusalKind.Unprocessable, "documents.gaps");
    public static readonly Refusal NothingToSubmit = new(RefusalKind.Conflict, "documents.nothing-to-submit");

    /// <summary>It is with its approver: a change waits for the decision.</summary>
    public static readonly Refusal AwaitsDecision = new(RefusalKind.Conflict, "documents.awaits-decision");
    public static readonly Refusal NothingToDecide = new(RefusalKind.Conflict, "documents.nothing-to-decide");

    /// <summary>The approver is not the author.</summary>
    public static readonly Refusal OwnDecision = new(RefusalKind.Forbidden, "documents.own-decision");
    public static readonly Refusal ReasonRequired = new(RefusalKind.Invalid, "documents.reason-required");
    public static readonly Refusal DaysReversed = new(RefusalKind.Invalid, "documents.days-reversed");

    /// <summary>Reviewed within {0} months.</summary>
    public static readonly Refusal ReviewTooFar = new(RefusalKind.Unprocessable, "documents.review-too-far");

    /// <summary>There is a newer version than the one that was read.</summary>
    public static readonly Refusal OtherVersion = new(RefusalKind.Conflict, "documents.other-version");
    public static readonly Refusal NotBound = new(RefusalKind.Forbidden, "documents.not-bound");

    /// <summary>An agreement is signed, with the password; reading it is not enough.</summary>
    public static readonly Refusal AsksSignature = new(RefusalKind.Unprocessable, "documents.asks-signature");
}

/// <summary><c>POST …/acknowledgements</c>: of the version that was read.</summary>
public sealed record AcknowledgeDocument(int Version);
