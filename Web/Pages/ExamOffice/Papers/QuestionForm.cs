using Pinchang.Contracts.Exams;

namespace Pinchang.Web.Pages.ExamOffice.Papers;

/// <summary>A question as its form holds it.</summary>
public sealed class QuestionForm
{
    public const int OptionLines = 8;

    public string? Code { get; set; }

    public QuestionKind Kind { get; set; }

    public string? Subject { get; set; }

    public string? Topic { get; set; }

    public int Difficulty { get; set; } = 3;

    public decimal Points { get; set; } = 2;

    public string? Stem { get; set; }

    public string?[] Options { get; set; } = new string?[OptionLines];

    /// <summary>The lines of the right options.</summary>
    public int[] Right { get; set; } = [];

    /// <summary>The lines ticked as keeping their place.</summary>
    public int[] Last { get; set; } = [];

    /// <summary>The lines that kept it when the form was drawn, by somebody's word or by the rule.</summary>
    public int[] Kept { get; set; } = [];

    /// <summary>What somebody said of each line; null leaves it to the rule.</summary>
    public bool?[] Said { get; set; } = new bool?[OptionLines];

    public bool? IsTrue { get; set; }

    /// <summary>A line per blank, the texts that count parted by bars.</summary>
    public string? Blanks { get; set; }

    public bool AnyOrder { get; set; }

    public string? Reference { get; set; }

    public string? Rubric { get; set; }

    /// <summary>The pictures that are kept, as data: addresses; a form does not carry them.</summary>
    public string[] Pictures { get; set; } = [];

    /// <summary><paramref name="pinned"/> says which options keep their place as things stand.</summary>
    public static QuestionForm Of(WriteQuestion question, bool[] pinned) => new()
    {
        Code = question.Code,
        Kind = question.Kind,
        Subject = question.Subject,
        Topic = question.Topic,
        Difficulty = question.Difficulty,
        Points = question.Points,
        Stem = question.Stem,
        Options = [.. question.Options.Select(option => option.Text).Concat(new string?[OptionLines]).Take(OptionLines)],
        Right = LinesOf(question.Options.Select(option => option.IsRight)),
        Last = LinesOf(pinned),
        Kept = LinesOf(pinned),
        Said = [.. question.Options.Select(option => option.PinnedLast).Concat(new bool?[OptionLines]).Take(OptionLines)],
        IsTrue = question.IsTrue,
        Blanks = string.Join('\n', question.Blanks.Select(accepted => string.Join(" | ", accepted))),
        AnyOrder = question.BlanksInAnyOrder,
        Reference = question.ReferenceAnswer,
        Rubric = question.Rubric,
        Pictures = question.Pictures,
    };

    public WriteQuestion ToRequest(string[] pictures) => new()
    {
        Code = Code ?? "",
        Kind = Kind,
        Subject = Subject ?? "",
        Topic = Topic,
        Difficulty = Difficulty,
        Points = Points,
        Stem = Stem ?? "",
        Options =
        [
            .. Options.Select((text, line) => (Text: text, Line: line))
                .Where(option => !string.IsNullOrWhiteSpace(option.Text))
                .Select(option => new WriteOption(option.Text!, Right.Contains(option.Line), PinOf(option.Line))),
        ],
        IsTrue = IsTrue,
        Blanks = [.. (Blanks ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(AcceptedOf)],
        BlanksInAnyOrder = AnyOrder,
        ReferenceAnswer = Reference,
        Rubric = Rubric,
        Pictures = pictures,
    };

    private static string[] AcceptedOf(string line) => line.Split('|', '｜').Select(text => text.Trim()).Where(text => text.Length > 0).ToArray();

    private static int[] LinesOf(IEnumerable<bool> which) => [.. which.Select((isOne, line) => (isOne, line)).Where(pair => pair.isOne).Select(pair => pair.line)];

    /// <summary>A tick that nobody touched says nothing new.</summary>
    private bool? PinOf(int line) => Last.Contains(line) == Kept.Contains(line) ? Said.ElementAtOrDefault(line) : Last.Contains(line);
}
