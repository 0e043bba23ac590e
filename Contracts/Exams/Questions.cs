namespace Pinchang.Contracts.Exams;

public enum BankState
{
    Active,

    /// <summary>Kept, but drawn into no further paper.</summary>
    Retired,
}

/// <summary><c>POST /api/exam-questions</c> and <c>PUT /api/exam-questions/{id}</c>: a question as a setter writes it.</summary>
public sealed record WriteQuestion
{
    /// <summary>The bank's own number of it, such as GK-0012; one question per number.</summary>
    public required string Code { get; init; }

    public required QuestionKind Kind { get; init; }

    public required string Subject { get; init; }

    public string? Topic { get; init; }

    /// <summary>1 (easy) to 5 (hard).</summary>
    public required int Difficulty { get; init; }

    /// <summary>What it usually brings; a blueprint decides what it brings in a paper.</summary>
    public required decimal Points { get; init; }

    /// <summary>The text; in a fill-in each blank is written as <c>____</c>.</summary>
    public required string Stem { get; init; }

    /// <summary>Choices: two to eight; true/false has none, since its two are always the same.</summary>
    public WriteOption[] Options { get; init; } = [];

    /// <summary>True/false: whether the statement is right.</summary>
    public bool? IsTrue { get; init; }

    /// <summary>Fill-in: for each blank the texts that count.</summary>
    public string[][] Blanks { get; init; } = [];

    public bool BlanksInAnyOrder { get; init; }

    /// <summary>Essay: required. Others: an explanation for the setters.</summary>
    public string? ReferenceAnswer { get; init; }

    /// <summary>Essay: how its points are given.</summary>
    public string? Rubric { get; init; }

    /// <summary>Up to four JPEG, PNG or WebP pictures as data: addresses, 300 KB each.</summary>
    public string[] Pictures { get; init; } = [];
}

/// <param name="PinnedLast">Null lets the text decide: 以上都对 and its like stay last, options that name others by letter stay in place.</param>
public sealed record WriteOption(string Text, bool IsRight, bool? PinnedLast = null);

/// <summary><c>PUT /api/exam-questions/{id}</c>.</summary>
/// <param name="Version">The version that the caller read; a newer one is not written over.</param>
public sealed record ChangeQuestion(int Version, WriteQuestion Question);

/// <summary>A command's answer is kept for its repetition, so it holds no text of the question.</summary>
public sealed record QuestionSaved(Guid Id, int Version);

public sealed record QuestionSummary
{
    public required Guid Id { get; init; }

    public required string Code { get; init; }

    public required QuestionKind Kind { get; init; }

    public required string Subject { get; init; }

    public string? Topic { get; init; }

    public required int Difficulty { get; init; }

    public required decimal Points { get; init; }

    /// <summary>The first words of the text.</summary>
    public required string Excerpt { get; init; }

    public required int Version { get; init; }

    public required BankState State { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

public sealed record QuestionDetails
{
    public required QuestionSummary Summary { get; init; }

    /// <summary>The text of the version that was asked for.</summary>
    public required WriteQuestion Question { get; init; }

    /// <summary>Which version that is.</summary>
    public required int Version { get; init; }

    /// <summary>Whether each option stays where it is, as the rule or the setter decided.</summary>
    public required bool[] Pinned { get; init; }

    public required QuestionVersionSummary[] Versions { get; init; }
}

public sealed record QuestionVersionSummary(int Number, DateTimeOffset WrittenAt, string AuthorName);

/// <summary><c>GET /api/exam-questions/stock</c>: how many active questions the bank has of each sort.</summary>
public sealed record QuestionStock(string Subject, string? Topic, QuestionKind Kind, int Difficulty, int Count);

public static class QuestionRefusals
{
    /// <summary>Another question of the bank has the number.</summary>
    public static readonly Refusal CodeTaken = new(RefusalKind.Conflict, "exam.question-code-taken");

    /// <summary>A newer version was written since the caller read it.</summary>
    public static readonly Refusal Changed = new(RefusalKind.Conflict, "exam.question-changed");

    /// <summary>Letters, digits and hyphens only.</summary>
    public static readonly Refusal Code = new(RefusalKind.Invalid, "exam.question-code");

    /// <summary>Points come in halves, from 0.5 to 100.</summary>
    public static readonly Refusal Points = new(RefusalKind.Invalid, "exam.question-points");

    /// <summary>Two to eight options.</summary>
    public static readonly Refusal OptionCount = new(RefusalKind.Invalid, "exam.question-option-count");
    public static readonly Refusal OptionsAlike = new(RefusalKind.Invalid, "exam.question-options-alike");

    /// <summary>A single choice has exactly one right option.</summary>
    public static readonly Refusal OneRight = new(RefusalKind.Invalid, "exam.question-one-right");

    /// <summary>A multiple choice has two or more.</summary>
    public static readonly Refusal SeveralRight = new(RefusalKind.Invalid, "exam.question-several-right");
    public static readonly Refusal VerdictMissing = new(RefusalKind.Invalid, "exam.question-verdict-missing");

    /// <summary>The stem has {0} blanks and {1} answers were given.</summary>
    public static readonly Refusal BlankCount = new(RefusalKind.Invalid, "exam.question-blank-count");
    public static readonly Refusal ReferenceMissing = new(RefusalKind.Invalid, "exam.question-reference-missing");

    /// <summary>Not a picture, whatever it calls itself.</summary>
    public static readonly Refusal Picture = new(RefusalKind.Invalid, "exam.question-picture");

    /// <summary>More than four pictures or one over 300 KB.</summary>
    public static readonly Refusal PictureSize = new(RefusalKind.TooLarge, "exam.question-picture-size");
}
