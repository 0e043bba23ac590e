namespace Pinchang.Contracts.Exams;

/// <summary>What taking the import over would do with one row.</summary>
public enum ImportVerdict
{
    /// <summary>A question that the bank does not have.</summary>
    New,

    /// <summary>The number exists with another text: a new version of it.</summary>
    Changed,

    /// <summary>The number exists with the same text: nothing.</summary>
    Same,

    /// <summary>The row cannot be taken; while there is one, nothing of the file is.</summary>
    Refused,
}

/// <summary>A spreadsheet that was read and lies ready; the bank is untouched until it is confirmed.</summary>
public sealed record QuestionImportPreview
{
    public required Guid Id { get; init; }

    public required string FileName { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required ImportRow[] Rows { get; init; }

    public required int News { get; init; }

    public required int Changes { get; init; }

    public required int Sames { get; init; }

    public required int Refusals { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }
}

/// <param name="Number">The row as the spreadsheet counts it.</param>
/// <param name="Problems">Sentences, each with its column, for a refused row.</param>
public sealed record ImportRow(int Number, string Code, QuestionKind? Kind, string Excerpt, ImportVerdict Verdict, ImportProblem[] Problems);

public sealed record ImportProblem(string Column, string Sentence);

public sealed record QuestionImportReceived(Guid Id);

/// <summary><c>POST /api/exam-question-imports/{id}/confirmations</c>.</summary>
/// <param name="AllowChanges">Rows that change existing questions are meant.</param>
public sealed record ConfirmQuestionImport(bool AllowChanges);

public sealed record QuestionImportDone(int Added, int Changed);

public static class QuestionImportRefusals
{
    public static readonly Refusal NotASpreadsheet = new(RefusalKind.WrongType, "exam.import-not-a-spreadsheet");

    /// <summary>The old binary format, or one that is locked by a password.</summary>
    public static readonly Refusal OldOrLocked = new(RefusalKind.WrongType, "exam.import-old-or-locked");

    /// <summary>It holds macros or embedded objects.</summary>
    public static readonly Refusal Macros = new(RefusalKind.Unprocessable, "exam.import-macros");

    /// <summary>It refers to other files or to data connections.</summary>
    public static readonly Refusal External = new(RefusalKind.Unprocessable, "exam.import-external");

    /// <summary>The file is larger than {0} MB.</summary>
    public static readonly Refusal TooLarge = new(RefusalKind.TooLarge, "exam.import-too-large");

    /// <summary>Unpacked it is far larger than a list of questions can be.</summary>
    public static readonly Refusal Bomb = new(RefusalKind.TooLarge, "exam.import-bomb");

    /// <summary>More than {0} rows.</summary>
    public static readonly Refusal TooManyRows = new(RefusalKind.TooLarge, "exam.import-too-many-rows");

    /// <summary>These columns are missing: {0}.</summary>
    public static readonly Refusal Columns = new(RefusalKind.Unprocessable, "exam.import-columns");
    public static readonly Refusal Empty = new(RefusalKind.Unprocessable, "exam.import-empty");

    /// <summary>{0} rows cannot be taken.</summary>
    public static readonly Refusal RowsRefused = new(RefusalKind.Unprocessable, "exam.import-rows-refused");

    /// <summary>{0} rows change questions that exist, which was not confirmed.</summary>
    public static readonly Refusal ChangesUnconfirmed = new(RefusalKind.Conflict, "exam.import-changes-unconfirmed");
    public static readonly Refusal AlreadyConfirmed = new(RefusalKind.Conflict, "exam.import-already-confirmed");

    /// <summary>A cell holds a formula; only values are taken.</summary>
    public static readonly Refusal Formula = new(RefusalKind.Invalid, "exam.import-formula");
    public static readonly Refusal CellFormatted = new(RefusalKind.Invalid, "exam.import-cell-formatted");

    /// <summary>A cell holds an error such as #REF!.</summary>
    public static readonly Refusal CellError = new(RefusalKind.Invalid, "exam.import-cell-error");

    /// <summary>{0} is no kind of question.</summary>
    public static readonly Refusal Kind = new(RefusalKind.Invalid, "exam.import-kind");

    /// <summary>{0} is no difficulty.</summary>
    public static readonly Refusal Difficulty = new(RefusalKind.Invalid, "exam.import-difficulty");

    /// <summary>{0} is no number.</summary>
    public static readonly Refusal Number = new(RefusalKind.Invalid, "exam.import-number");

    /// <summary>The answer {0} names no option, or one that is not there.</summary>
    public static readonly Refusal AnswerLetters = new(RefusalKind.Invalid, "exam.import-answer-letters");

    /// <summary>{0} is neither right nor wrong.</summary>
    public static readonly Refusal Verdict = new(RefusalKind.Invalid, "exam.import-verdict");

    /// <summary>An option is empty although a later one is filled.</summary>
    public static readonly Refusal OptionGap = new(RefusalKind.Invalid, "exam.import-option-gap");

    /// <summary>Row {0} has the same number.</summary>
    public static readonly Refusal SameCode = new(RefusalKind.Invalid, "exam.import-same-code");
}
