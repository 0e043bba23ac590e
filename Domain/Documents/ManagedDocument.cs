using System.Globalization;
using Pinchang.Contracts;
using Pinchang.Contracts.Documents;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Staff;

namespace Pinchang.Domain.Documents;

/// <summary>
/// A rule, plan, agreement or guide of an agency, written from a template of the product. Rule 1 of the standards: it holds once it is filled,
/// approved by a second person, within its days, and acknowledged by those it binds.
/// </summary>
public sealed class ManagedDocument : IOwnedByAgency
{
    public const int MostText = 40_000;
    private const int MonthsToReview = 12;
    private const int DueDays = 30;
    private static readonly int[] RemindBefore = [30, 7, 0];

    private ManagedDocument()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    /// <summary>Its template's.</summary>
    public string TemplateKey { get; private set; } = "";

    /// <summary>Who answers for it: the author of the newest version.</summary>
    public Guid OwnerId { get; private set; }

    public int NewestVersion { get; private set; }

    public int? PublishedVersion { get; private set; }

    /// <summary>The published version's.</summary>
    public DateOnly? ReviewBy { get; private set; }

    /// <summary>Of the days before its review date the latest that its owner was told of.</summary>
    public int? Reminded { get; private set; }

    public List<DocumentVersion> Versions { get; private set; } = [];

    public DocumentVersion? Newest => Versions.SingleOrDefault(version => version.Number == NewestVersion);

    public DocumentVersion? Published => Versions.SingleOrDefault(version => version.Number == PublishedVersion);

    public static ManagedDocument Of(Guid id, Guid agencyId, string templateKey, Guid ownerId) =>
        new() { Id = id, AgencyId = agencyId, TemplateKey = templateKey, OwnerId = ownerId };

    /// <summary>Changes the draft, or begins the next version; the published one holds meanwhile.</summary>
    public Outcome<ManagedDocument> Write(SaveDocument command, Guid authorId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (Newest?.State == DocumentState.Submitted)
        {
            return DocumentRefusals.AwaitsDecision;
        }

        if ((WrittenText.Check(command.Markdown, MostText, "markdown", required: true, lines: true) ?? CheckDays(command)) is { } refusal)
        {
            return refusal;
        }

        if (Newest is not { State: DocumentState.Draft or DocumentState.Refused } draft)
        {
            draft = DocumentVersion.Next(Id, ++NewestVersion);
            Versions.Add(draft);
        }

        draft.Write(command, authorId, now);
        OwnerId = authorId;
        return this;
    }

    public Outcome<ManagedDocument> Submit(IReadOnlyList<DocumentSection> required)
    {
        if (Newest is not { State: DocumentState.Draft } draft)
        {
            return DocumentRefusals.NothingToSubmit;
        }

        var gaps = DocumentText.GapsOf(draft.Markdown, required);
        if (gaps.Length > 0)
        {
            return DocumentRefusals.Gaps.With(string.Join("、", gaps)).On("markdown");
        }

        draft.Submit();
        return this;
    }

    /// <summary>Approved is published: the version before it holds no longer.</summary>
    public Outcome<ManagedDocument> Decide(DecideReview decision, Guid approverId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (Newest is not { State: DocumentState.Submitted } submitted)
        {
            return DocumentRefusals.NothingToDecide;
        }

        if (submitted.AuthorId == approverId)
        {
            return DocumentRefusals.OwnDecision;
        }

        if (!decision.Approved && string.IsNullOrWhiteSpace(decision.Reason))
        {
            return DocumentRefusals.ReasonRequired.On("reason");
        }

        if (WrittenText.Check(decision.Reason, 500, "reason", lines: true) is { } malformed)
        {
            return malformed;
        }

        if (decision.Approved)
        {
            Published?.Supersede();
            (PublishedVersion, ReviewBy, Reminded) = (submitted.Number, submitted.ReviewBy, null);
        }

        submitted.Decide(decision, approverId, now);
        return this;
    }

    /// <param name="unacknowledged">Of those it binds, how many have not acknowledged the published version.</param>
    public DocumentStanding StandingOn(DateOnly today, int unacknowledged) => Published switch
    {
        null => DocumentStanding.Missing,
        { } version when version.ReviewBy < today || version.ValidUntil < today => DocumentStanding.Lapsed,
        { } version when version.ValidFrom > today => DocumentStanding.NotYet,
        _ when unacknowledged > 0 => DocumentStanding.Unacknowledged,
        { } version when version.ReviewBy <= today.AddDays(DueDays) || version.ValidUntil <= today.AddDays(DueDays) => DocumentStanding.Due,
        _ => DocumentStanding.InForce,
    };

    /// <summary>How many days before its review its owner is to be told now, each step once; 0 when the day has come.</summary>
    public int? Remind(DateOnly today)
    {
        if (ReviewBy is not { } review)
        {
            return null;
        }

        var left = review.DayNumber - today.DayNumber;
        var step = RemindBefore.Where(days => left <= days).Select(days => (int?)days).LastOrDefault();
        if (step is null || Reminded <= step)
        {
            return null;
        }

        Reminded = step;
        return step;
    }

    private static Refusal? CheckDays(SaveDocument command) =>
        command.ReviewBy <= command.ValidFrom ? DocumentRefusals.DaysReversed.On("reviewBy")
        : command.ValidUntil <= command.ValidFrom ? DocumentRefusals.DaysReversed.On("validUntil")
        : command.ReviewBy > command.ValidFrom.AddMonths(MonthsToReview)
            ? DocumentRefusals.ReviewTooFar.With(MonthsToReview.ToString(CultureInfo.InvariantCulture)).On("reviewBy")
        : null;
}

/// <summary>A version of a document: once published, as it was.</summary>
public sealed class DocumentVersion
{
    private DocumentVersion()
    {
    }

    public Guid DocumentId { get; private set; }

    public int Number { get; private set; }

    public DocumentState State { get; private set; }

    public string Markdown { get; private set; } = "";

    public DateOnly ValidFrom { get; private set; }

    public DateOnly ReviewBy { get; private set; }

    public DateOnly? ValidUntil { get; private set; }

    public Guid AuthorId { get; private set; }

    public DateTimeOffset WrittenAt { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? DecisionReason { get; private set; }

    internal static DocumentVersion Next(Guid documentId, int number) => new() { DocumentId = documentId, Number = number };

    internal void Write(SaveDocument command, Guid authorId, DateTimeOffset now)
    {
        (State, Markdown) = (DocumentState.Draft, command.Markdown.Trim().ReplaceLineEndings("\n"));
        (ValidFrom, ReviewBy, ValidUntil) = (command.ValidFrom, command.ReviewBy, command.ValidUntil);
        (AuthorId, WrittenAt) = (authorId, now);
        (DecidedBy, DecidedAt, DecisionReason) = (null, null, null);
    }

    internal void Submit() => State = DocumentState.Submitted;

    internal void Supersede() => State = DocumentState.Superseded;

    internal void Decide(DecideReview decision, Guid approverId, DateTimeOffset now)
    {
        State = decision.Approved ? DocumentState.Published : DocumentState.Refused;
        (DecidedBy, DecidedAt, DecisionReason) = (approverId, now, WrittenText.Tidy(decision.Reason));
    }
}

/// <summary>Somebody whom a document binds has read a version and says so; of an agreement it is a signature. Rows are only added.</summary>
public sealed class DocumentAcknowledgement : IOwnedByAgency
{
    public required Guid DocumentId { get; init; }

    public required int Version { get; init; }

    public required Guid UserId { get; init; }

    public required Guid AgencyId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Of a signature: the text that was read, so that what was signed can be shown to be what is kept.</summary>
    public byte[]? TextSha256 { get; init; }

    /// <summary>Of a signature: from where it came.</summary>
    public string? Address { get; init; }

    /// <summary>Of a signature: how its giver showed who signs.</summary>
    public SignatureProof? Proof { get; init; }
}
