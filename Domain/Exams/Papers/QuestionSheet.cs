using System.Globalization;
using System.Text;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Papers;

/// <summary>A row of a spreadsheet: what its cells say, by the column's title.</summary>
/// <param name="Faults">Cells that hold something else than a value.</param>
public sealed record SheetRow(int Number, IReadOnlyDictionary<string, string> Cells, IReadOnlyDictionary<string, Refusal> Faults);

/// <summary>What a row says as a question, or why it cannot be taken.</summary>
public sealed record ReadQuestion(int Row, string Code, WriteQuestion? Question, SheetProblem[] Problems);

/// <summary>A refusal said of a column, in a shape that can be kept.</summary>
public sealed record SheetProblem(string Column, string Code, string[] Arguments)
{
    public static SheetProblem Of(string column, Refusal refusal) => new(column, refusal.Code, refusal.Arguments);

    public Refusal ToRefusal() => new(RefusalKind.Invalid, Code, Arguments);
}

/// <summary>How questions are written in a spreadsheet, one per row.</summary>
public static class QuestionSheet
{
    public const string Code = "编号";
    public const string Kind = "题型";
    public const string Subject = "科目";
    public const string Topic = "知识点";
    public const string Difficulty = "难度";
    public const string Points = "分值";
    public const string Stem = "题干";
    public const string Answer = "答案";
    public const string AnyOrder = "填空不分先后";
    public const string Reference = "解析";
    public const string Rubric = "评分标准";

    public const int MostRows = 2_000;

    private const string Letters = "ABCDEFGH";

    private static readonly Dictionary<string, QuestionKind> Kinds = new(StringComparer.Ordinal)
    {
        ["单选题"] = QuestionKind.SingleChoice,
        ["单选"] = QuestionKind.SingleChoice,
        ["单项选择题"] = QuestionKind.SingleChoice,
        ["多选题"] = QuestionKind.MultipleChoice,
        ["多选"] = QuestionKind.MultipleChoice,
        ["多项选择题"] = QuestionKind.MultipleChoice,
        ["判断题"] = QuestionKind.TrueFalse,
        ["判断"] = QuestionKind.TrueFalse,
        ["填空题"] = QuestionKind.FillIn,
        ["填空"] = QuestionKind.FillIn,
        ["问答题"] = QuestionKind.Essay,
        ["简答题"] = QuestionKind.Essay,
        ["论述题"] = QuestionKind.Essay,
        ["写作题"] = QuestionKind.Essay,
    };

    private static readonly Dictionary<string, int> Difficulties = new(StringComparer.Ordinal) { ["易"] = 1, ["较易"] = 2, ["中"] = 3, ["中等"] = 3, ["较难"] = 4, ["难"] = 5 };

    private static readonly HashSet<string> Rights = new(StringComparer.OrdinalIgnoreCase) { "对", "正确", "是", "√", "T", "TRUE", "1" };

    private static readonly HashSet<string> Wrongs = new(StringComparer.OrdinalIgnoreCase) { "错", "错误", "否", "×", "X", "F", "FALSE", "0" };

    /// <summary>The columns a sheet must have; the others may be missing.</summary>
    public static readonly string[] Required = [Code, Kind, Subject, Difficulty, Points, Stem, Answer];

    public static readonly string[] Columns =
        [Code, Kind, Subject, Topic, Difficulty, Points, Stem, .. Letters.Select(OptionColumn), Answer, AnyOrder, Reference, Rubric];

    /// <summary>Each row on its own, then those that share a number.</summary>
    public static ReadQuestion[] Read(IReadOnlyList<SheetRow> rows)
    {
        var read = rows.Select(ReadRow).ToArray();
        var firstByCode = new Dictionary<string, ReadQuestion>(StringComparer.OrdinalIgnoreCase);
        var repeated = new Dictionary<int, int>();
        foreach (var row in read.Where(row => row.Code.Length > 0))
        {
            if (!firstByCode.TryAdd(row.Code, row))
            {
                repeated[row.Row] = firstByCode[row.Code].Row;
                repeated.TryAdd(firstByCode[row.Code].Row, row.Row);
            }
        }

        return
        [
            .. read.Select(row => repeated.TryGetValue(row.Row, out var other)
                ? row with { Problems = [.. row.Problems, SheetProblem.Of(Code, QuestionImportRefusals.SameCode.With(Text(other)))] }
                : row),
        ];
    }

    private static ReadQuestion ReadRow(SheetRow row)
    {
        var problems = row.Faults.Select(fault => SheetProblem.Of(fault.Key, fault.Value)).ToList();
        var kind = Take<QuestionKind>(Kind, text => Kinds.TryGetValue(text, out var found) ? found : null, QuestionImportRefusals.Kind);
        var difficulty = Take<int>(Difficulty, DifficultyOf, QuestionImportRefusals.Difficulty);
        var points = Take<decimal>(Points, NumberOf, QuestionImportRefusals.Number);
        if (problems.Count > 0 || kind is not { } ofKind)
        {
            return new(row.Number, Cell(Code), null, [.. problems]);
        }

        var question = WriteAnswer(new()
        {
            Code = Cell(Code),
            Kind = ofKind,
            Subject = Cell(Subject),
            Topic = Cell(Topic),
            Difficulty = difficulty ?? 0,
            Points = points ?? 0,
            Stem = Cell(Stem),
            ReferenceAnswer = Cell(Reference),
            Rubric = Cell(Rubric),
            BlanksInAnyOrder = Rights.Contains(Cell(AnyOrder)),
        });
        if (problems.Count == 0 && QuestionText.Check(question) is { } refusal)
        {
            problems.Add(SheetProblem.Of(ColumnOf(refusal.Field, ofKind), refusal));
        }

        return new(row.Number, question.Code.Trim().ToUpperInvariant(), problems.Count == 0 ? QuestionText.Tidy(question) : null, [.. problems]);

        string Cell(string column) => row.Cells.GetValueOrDefault(column, "").Trim();

        T? Take<T>(string column, Func<string, T?> parse, Refusal otherwise)
            where T : struct
        {
            var text = Folded(Cell(column));
            if (row.Faults.ContainsKey(column))
            {
                return null;
            }

            if (text.Length == 0)
            {
                problems.Add(SheetProblem.Of(column, CommonRefusals.Required));
                return null;
            }

            var value = parse(text);
            if (value is null)
            {
                problems.Add(SheetProblem.Of(column, otherwise.With(QuestionText.Excerpt(text, 20))));
            }

            return value;
        }

        WriteQuestion WriteAnswer(WriteQuestion written) => written.Kind switch
        {
            QuestionKind.SingleChoice or QuestionKind.MultipleChoice => written with { Options = OptionsOf() },
            QuestionKind.TrueFalse => written with { IsTrue = VerdictOf() },
            QuestionKind.FillIn => written with { Blanks = BlanksOf(Cell(Answer)) },
            _ => written with { ReferenceAnswer = Cell(Answer).Length > 0 ? Cell(Answer) : written.ReferenceAnswer },
        };

        WriteOption[] OptionsOf()
        {
            var texts = Letters.Select(letter => Cell(OptionColumn(letter))).ToArray();
            var count = Array.FindLastIndex(texts, text => text.Length > 0) + 1;
            if (texts.AsSpan(0, count).IndexOf("") is var gap and >= 0)
            {
                problems.Add(SheetProblem.Of(OptionColumn(Letters[gap]), QuestionImportRefusals.OptionGap));
            }

            var right = LettersOf(Cell(Answer));
            if (right.Length == 0 || right.Any(letter => Letters.IndexOf(letter, StringComparison.Ordinal) is var at && (at < 0 || at >= count)))
            {
                problems.Add(SheetProblem.Of(Answer, QuestionImportRefusals.AnswerLetters.With(QuestionText.Excerpt(Cell(Answer), 20))));
            }

            return [.. texts.Take(count).Select((text, index) => new WriteOption(text, right.Contains(Letters[index], StringComparison.Ordinal)))];
        }

        bool? VerdictOf()
        {
            var text = Folded(Cell(Answer));
            if (Rights.Contains(text) || Wrongs.Contains(text))
            {
                return Rights.Contains(text);
            }

            problems.Add(SheetProblem.Of(Answer, QuestionImportRefusals.Verdict.With(QuestionText.Excerpt(text, 20))));
            return null;
        }
    }

    public static string OptionColumn(char letter) => $"选项{letter}";

    /// <summary>Blanks part at a semicolon, the texts that count for one at a bar.</summary>
    private static string[][] BlanksOf(string answer) => answer.Length == 0
        ? []
        : [.. answer.Split(';', '；').Select(blank => blank.Split('|', '｜').Select(text => text.Trim()).Where(text => text.Length > 0).ToArray())];

    private static string LettersOf(string answer)
    {
        var letters = new StringBuilder();
        foreach (var character in Folded(answer).ToUpperInvariant().Where(character => character is not (',' or '、' or ';' or ' ' or '/')))
        {
            letters.Append(character);
        }

        return letters.ToString();
    }

    private static int? DifficultyOf(string text) => Difficulties.TryGetValue(text, out var named)
        ? named
        : NumberOf(text) is { } number && number == decimal.Truncate(number) && number is >= 1 and <= 5 ? (int)number : null;

    private static decimal? NumberOf(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Full-width digits and letters are what an input method left behind.
    private static string Folded(string text) => text.Normalize(NormalizationForm.FormKC).Trim();

    private static string ColumnOf(string? field, QuestionKind kind) => field switch
    {
        "code" => Code,
        "kind" => Kind,
        "subject" => Subject,
        "topic" => Topic,
        "difficulty" => Difficulty,
        "points" => Points,
        "stem" => Stem,
        "options" => OptionColumn('A'),
        "referenceAnswer" => kind == QuestionKind.Essay ? Answer : Reference,
        "rubric" => Rubric,
        _ => Answer,
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
