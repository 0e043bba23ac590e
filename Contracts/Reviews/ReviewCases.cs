namespace Pinchang.Contracts.Reviews;

/// <summary>What a reviewer decides on.</summary>
public enum ReviewKind
{
    Employer,
    Licence,
    Job,
}

public enum ReviewOutcome
{
    Approved,
    Refused,

    /// <summary>Nobody asks for it any more.</summary>
    Withdrawn,
}

/// <summary><c>GET /api/operations/reviews</c>: what waits, oldest first, over all kinds.</summary>
public sealed record ReviewCaseSummary
{
    public required Guid Id { get; init; }

    public required ReviewKind Kind { get; init; }

    /// <summary>The employer, licence or job.</summary>
    public required Guid ThingId { get; init; }

    public required string Title { get; init; }

    /// <summary>Null for the agency's own licence.</summary>
    public string? EmployerName { get; init; }

    public string? EmployerCreditCode { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Above 1 it was changed while it waited.</summary>
    public required int Round { get; init; }

    /// <summary>Who has it in hand now; a claim that lapsed is none.</summary>
    public Guid? ClaimedBy { get; init; }

    public string? ClaimantName { get; init; }

    public DateTimeOffset? ClaimedUntil { get; init; }

    /// <summary>The caller has a tie to the organisation and is refused.</summary>
    public required bool IsTied { get; init; }

    /// <summary>Why two people have to look at it; null where one decides.</summary>
    public string? SecondLookFor { get; init; }

    /// <summary>How many have looked; what they found stays hidden until it is decided.</summary>
    public int Looks { get; init; }

    /// <summary>The caller is one of them, and waits for another.</summary>
    public bool LookedByMe { get; init; }

    /// <summary>Null for what is no appeal.</summary>
    public CaseAppeal? Appeal { get; init; }

    /// <summary>What a reviewer of this kind looks at, as codes with their clause.</summary>
    public required ReviewCheck[] Checklist { get; init; }
}

/// <param name="Code">As <c>DecideReview.Checks</c> names it.</param>
public sealed record ReviewCheck(string Code, string Clause);

/// <summary><c>GET /api/operations/reviews/undoable</c>: what the caller decided within the last minutes and can take back.</summary>
/// <param name="Id">The case.</param>
/// <param name="Decided">False while another person has to look.</param>
public sealed record UndoableReview(Guid Id, ReviewKind Kind, string Title, bool Approved, bool Decided, DateTimeOffset Until);

/// <summary><c>GET /api/operations/reviews/figures</c>: of the last 30 days, each kind.</summary>
/// <param name="OldestAt">Of those that wait.</param>
/// <param name="MedianMinutes">From asking to the decision; null when none was decided.</param>
/// <param name="SlowMinutes">Nine of ten were decided within.</param>
/// <param name="Undone">Looks taken back.</param>
/// <param name="Overturned">Appeals that were right.</param>
public sealed record ReviewFigures(
    ReviewKind Kind, int Waiting, DateTimeOffset? OldestAt, int Decided, int Refused, int? MedianMinutes, int? SlowMinutes, int Undone = 0, int Appealed = 0, int Overturned = 0);

/// <summary><c>GET /api/operations/reviews/days</c>: one of the last thirty days.</summary>
public sealed record ReviewDay(DateOnly Day, int Decided, int Refused, int? MedianMinutes);

/// <summary>How a reviewer is tied to an organisation.</summary>
public enum TieRelation
{
    /// <summary>Works or worked there, or owns part of it.</summary>
    Own,

    /// <summary>A close relative does.</summary>
    Relative,
    Interest,
}

/// <summary><c>POST /api/operations/reviewer-ties</c>: one's own tie, by the organisation's code; it stays.</summary>
public sealed record DeclareTie
{
    public required string CreditCode { get; init; }

    public required TieRelation Relation { get; init; }

    public string? Note { get; init; }
}

public sealed record ReviewerTieDetails(Guid Id, Guid ReviewerId, string ReviewerName, string CreditCode, string? EmployerName, TieRelation Relation, string? Note, DateTimeOffset DeclaredAt);

public static class ReviewRefusals
{
    /// <summary>Somebody else has it in hand until {0}.</summary>
    public static readonly Refusal ClaimedByAnother = new(RefusalKind.Conflict, "reviews.claimed-by-another");

    public static readonly Refusal Settled = new(RefusalKind.Conflict, "reviews.settled");

    /// <summary>The reviewer has a tie to the organisation, declared or by membership.</summary>
    public static readonly Refusal Tied = new(RefusalKind.Forbidden, "reviews.tied");

    /// <summary>Approved without having looked at everything on the list.</summary>
    public static readonly Refusal ChecksOpen = new(RefusalKind.Unprocessable, "reviews.checks-open");

    /// <summary>One's own opinion is in; another person has to look.</summary>
    public static readonly Refusal LookedBefore = new(RefusalKind.Conflict, "reviews.looked-before");

    public static readonly Refusal UndoLate = new(RefusalKind.Conflict, "reviews.undo-late");

    public static readonly Refusal UndoForeign = new(RefusalKind.Forbidden, "reviews.undo-foreign");

    /// <summary>Somebody changed, decided or registered something in between.</summary>
    public static readonly Refusal UndoOvertaken = new(RefusalKind.Conflict, "reviews.undo-overtaken");

    /// <summary>{0} people have applied for the job.</summary>
    public static readonly Refusal UndoApplied = new(RefusalKind.Conflict, "reviews.undo-applied");

    public static readonly Refusal UndoOnAir = new(RefusalKind.Conflict, "reviews.undo-on-air");

    public static readonly Refusal UndoAtFair = new(RefusalKind.Conflict, "reviews.undo-at-fair");

    /// <summary>The organisation has begun to work with it: a job, a room, a colleague.</summary>
    public static readonly Refusal UndoUsed = new(RefusalKind.Conflict, "reviews.undo-used");

    /// <summary>Who refused it does not decide on the appeal.</summary>
    public static readonly Refusal AppealOwn = new(RefusalKind.Forbidden, "reviews.appeal-own");

    public static readonly Refusal AppealedBefore = new(RefusalKind.Conflict, "reviews.appealed-before");

    public static readonly Refusal AppealLate = new(RefusalKind.Conflict, "reviews.appeal-late");

    /// <summary>It is not refused, or no longer.</summary>
    public static readonly Refusal NothingRefused = new(RefusalKind.Conflict, "reviews.nothing-refused");

    public static readonly Refusal TieDeclared = new(RefusalKind.Conflict, "reviews.tie-declared");
}
