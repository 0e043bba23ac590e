namespace Pinchang.Contracts.Exams;

public enum PaperState
{
    /// <summary>Drawn and encrypted; its setters may look at it, and each look is logged.</summary>
    Assembled,

    /// <summary>One person sealed it and set the times; nobody reads it any more, and a second person has to confirm.</summary>
    Sealing,

    /// <summary>Two persons sealed it; until its time nobody reads it, whatever their role.</summary>
    Sealed,

    /// <summary>Set aside before it was sealed.</summary>
    Discarded,
}

public sealed record PaperSummary
{
    public required Guid Id { get; init; }

    public required Guid ProjectId { get; init; }

    public required string Title { get; init; }

    public required PaperState State { get; init; }

    public required int Questions { get; init; }

    public required decimal Points { get; init; }

    public required DateTimeOffset AssembledAt { get; init; }

    public required string AssembledBy { get; init; }

    public DateTimeOffset? ReleaseAt { get; init; }

    public DateTimeOffset? MarkingOpensAt { get; init; }

    /// <summary>Sealed and its time has come.</summary>
    public required bool Released { get; init; }
}

public sealed record PaperDetails
{
    public required PaperSummary Summary { get; init; }

    public required PaperSectionSummary[] Sections { get; init; }

    /// <summary>Ten characters of the sealed bytes' SHA-256: read out, or written on a hand-over, it tells whether the paper is the same.</summary>
    public required string SealNumber { get; init; }

    public PaperSignature? Seal { get; init; }

    public PaperSignature? Countersignature { get; init; }

    /// <summary>Whether the caller signed the secrecy agreement of this exam in its present version.</summary>
    public required bool SecrecySigned { get; init; }

    /// <summary>Whether the caller is the one who sealed it, and so cannot be the second.</summary>
    public required bool SealedByCaller { get; init; }

    public required int Accesses { get; init; }
}

public sealed record PaperSectionSummary(string Id, string Title, int Questions, decimal Points, bool ShuffleQuestions, bool ShuffleOptions);

public sealed record PaperSignature(Guid UserId, string Name, DateTimeOffset At);

/// <summary>The whole paper with its answers, for those who set it: before it is sealed, or after marking opened.</summary>
public sealed record PaperPreview
{
    public required PaperContent Content { get; init; }

    public required PreviewedAnswer[] Answers { get; init; }

    /// <summary>What the assembly was drawn from.</summary>
    public required string Seed { get; init; }
}

/// <param name="Code">The bank's number of the question, and the version that was drawn.</param>
public sealed record PreviewedAnswer(string QuestionId, string Code, int Version, int Difficulty, string[] RightOptions, string[][] Blanks, string? ReferenceAnswer, string? Rubric);

/// <summary><c>GET /api/exam-papers/{id}/reassembly</c>: drawn again from the kept seed, blueprint and list of questions.</summary>
public sealed record PaperReassembly(bool Same, int Questions, int Pool);

/// <summary><c>POST /api/exam-projects/{id}/papers</c>.</summary>
public sealed record AssemblePaper(Guid BlueprintId);

/// <summary><c>POST /api/exam-papers/{id}/seals</c>: the first of two persons.</summary>
/// <param name="ReleaseAt">When candidates may have its key: the start of the sitting.</param>
/// <param name="MarkingOpensAt">When its answers may be opened for marking: not before the end of the sitting.</param>
public sealed record SealPaper(DateTimeOffset ReleaseAt, DateTimeOffset MarkingOpensAt);

/// <summary><c>POST /api/exam-papers/{id}/countersignatures</c>: the second person, who repeats the times that he or she read.</summary>
public sealed record CountersignPaper(DateTimeOffset ReleaseAt, DateTimeOffset MarkingOpensAt);

/// <summary><c>POST /api/exam-papers/{id}/postponements</c>: later only, and only before the release.</summary>
public sealed record PostponePaper(DateTimeOffset ReleaseAt, DateTimeOffset MarkingOpensAt, string Reason);

public enum PaperAct
{
    Assembled,
    Previewed,
    Sealed,
    Countersigned,
    SealWithdrawn,
    Postponed,
    Discarded,
    KeyReleased,
    ContentOpened,
    MarkingKeyOpened,
    Reassembled,
}

/// <summary>One line of the access log, which nothing changes or deletes.</summary>
/// <param name="RefusedWith">The refusal's code when the attempt was refused; null when it was granted.</param>
public sealed record PaperAccessLine(DateTimeOffset At, PaperAct Act, string? Name, string Reason, string? Address, string? RefusedWith);

public static class PaperRefusals
{
    /// <summary>Nobody reads it before {0}.</summary>
    public static readonly Refusal Locked = new(RefusalKind.Forbidden, "exam.paper-locked");

    /// <summary>Its answers stay closed until {0}.</summary>
    public static readonly Refusal MarkingLocked = new(RefusalKind.Forbidden, "exam.paper-marking-locked");

    /// <summary>It is sealed by one person and waits for the second.</summary>
    public static readonly Refusal Sealing = new(RefusalKind.Forbidden, "exam.paper-sealing");

    public static readonly Refusal NotSealed = new(RefusalKind.Conflict, "exam.paper-not-sealed");

    public static readonly Refusal AlreadySealed = new(RefusalKind.Conflict, "exam.paper-already-sealed");

    /// <summary>The second person must be another.</summary>
    public static readonly Refusal SamePerson = new(RefusalKind.Forbidden, "exam.paper-same-person");

    /// <summary>The times are not those that were sealed: {0} and {1}.</summary>
    public static readonly Refusal TimesDiffer = new(RefusalKind.Conflict, "exam.paper-times-differ");

    public static readonly Refusal ReleasePast = new(RefusalKind.Invalid, "exam.paper-release-past");

    public static readonly Refusal ReleaseFar = new(RefusalKind.Invalid, "exam.paper-release-far");

    public static readonly Refusal MarkingBeforeRelease = new(RefusalKind.Invalid, "exam.paper-marking-before-release");

    /// <summary>A lock moves later, never earlier.</summary>
    public static readonly Refusal NotLater = new(RefusalKind.Unprocessable, "exam.paper-not-later");

    public static readonly Refusal AlreadyReleased = new(RefusalKind.Conflict, "exam.paper-already-released");

    public static readonly Refusal Discarded = new(RefusalKind.Gone, "exam.paper-discarded");

    /// <summary>Its keys do not fit what is kept: somebody changed its rows.</summary>
    public static readonly Refusal Damaged = new(RefusalKind.Unavailable, "exam.paper-damaged");
}
