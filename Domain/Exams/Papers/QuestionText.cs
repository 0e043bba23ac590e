using System.Globalization;
using System.Text.RegularExpressions;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Papers;

/// <summary>What a question must meet before it enters the bank, typed in or imported alike.</summary>
public static partial class QuestionText
{
    public const string Blank = "____";
    public const int MostBlanks = 10;

    private const int MostStem = 4_000;
    private const int MostLongText = 8_000;

    public static Refusal? Check(WriteQuestion question) =>
        (CodeShape().IsMatch(question.Code.Trim()) ? null : QuestionRefusals.Code.On("code"))
        ?? (Enum.IsDefined(question.Kind) ? null : CommonRefusals.Malformed.On("kind"))
        ?? WrittenText.Check(question.Subject, 40, "subject", required: true)
        ?? WrittenText.Check(question.Topic, 40, "topic")
        ?? (question.Difficulty is < 1 or > 5 ? CommonRefusals.OutOfRange.With("1", "5").On("difficulty") : null)
        ?? (IsHalves(question.Points) ? null : QuestionRefusals.Points.On("points"))
        ?? WrittenText.Check(question.Stem, MostStem, "stem", required: true, lines: true)
        ?? WrittenText.Check(question.ReferenceAnswer, MostLongText, "referenceAnswer", lines: true)
        ?? WrittenText.Check(question.Rubric, MostLongText, "rubric", lines: true)
        ?? QuestionPicture.CheckAll(question.Pictures)
        ?? CheckKind(question);

    /// <summary>As it is kept: trimmed, blanks of one width, and nothing that its kind does not have.</summary>
    public static WriteQuestion Tidy(WriteQuestion question) => question with
    {
        Code = question.Code.Trim().ToUpperInvariant(),
        Subject = question.Subject.Trim(),
        Topic = WrittenText.Tidy(question.Topic),
        Stem = question.Kind == QuestionKind.FillIn ? Blanks().Replace(WrittenText.Tidy(question.Stem)!, Blank) : WrittenText.Tidy(question.Stem)!,
        Options = IsChoice(question.Kind) ? [.. question.Options.Select(option => option with { Text = option.Text.Trim() })] : [],
        IsTrue = question.Kind == QuestionKind.TrueFalse ? question.IsTrue : null,
        Blanks = question.Kind == QuestionKind.FillIn
            ? [.. question.Blanks.Select(accepted => accepted.Select(text => text.Trim()).Distinct(StringComparer.Ordinal).ToArray())]
            : [],
        BlanksInAnyOrder = question.Kind == QuestionKind.FillIn && question.BlanksInAnyOrder,
        ReferenceAnswer = WrittenText.Tidy(question.ReferenceAnswer),
        Rubric = question.Kind == QuestionKind.Essay ? WrittenText.Tidy(question.Rubric) : null,
    };

    /// <summary>Whether two texts say the same once tidied.</summary>
    public static bool Same(WriteQuestion one, WriteQuestion other)
    {
        var (left, right) = (Tidy(one), Tidy(other));
        return left with { Options = right.Options, Blanks = right.Blanks, Pictures = right.Pictures } == right
            && left.Options.SequenceEqual(right.Options)
            && left.Pictures.SequenceEqual(right.Pictures, StringComparer.Ordinal)
            && left.Blanks.Length == right.Blanks.Length
            && left.Blanks.Zip(right.Blanks).All(pair => pair.First.SequenceEqual(pair.Second, StringComparer.Ordinal));
    }

    public static int BlanksIn(string stem) => Blanks().Count(stem);

    /// <summary>The first words, on one line.</summary>
    public static string Excerpt(string stem, int most = 60)
    {
        var line = WhiteSpace().Replace(stem, " ").Trim();
        return line.Length <= most ? line : string.Concat(line.AsSpan(0, most - 1), "…");
    }

    public static bool IsChoice(QuestionKind kind) => kind is QuestionKind.SingleChoice or QuestionKind.MultipleChoice;

    private static Refusal? CheckKind(WriteQuestion question) => question.Kind switch
    {
        QuestionKind.SingleChoice => CheckOptions(question)
            ?? (question.Options.Count(option => option.IsRight) == 1 ? null : QuestionRefusals.OneRight.On("options")),
        QuestionKind.MultipleChoice => CheckOptions(question)
            ?? (question.Options.Count(option => option.IsRight) >= 2 ? null : QuestionRefusals.SeveralRight.On("options")),
        QuestionKind.TrueFalse => question.IsTrue is null ? QuestionRefusals.VerdictMissing.On("isTrue") : null,
        QuestionKind.FillIn => CheckBlanks(question),
        _ => string.IsNullOrWhiteSpace(question.ReferenceAnswer) ? QuestionRefusals.ReferenceMissing.On("referenceAnswer") : null,
    };

    private static Refusal? CheckOptions(WriteQuestion question)
    {
        if (question.Options.Length is < 2 or > 8)
        {
            return QuestionRefusals.OptionCount.On("options");
        }

        return question.Options.Select(option => WrittenText.Check(option.Text, 500, "options", required: true)).FirstOrDefault(refusal => refusal is not null)
            ?? (question.Options.DistinctBy(option => option.Text.Trim(), StringComparer.Ordinal).Count() == question.Options.Length
                ? null
                : QuestionRefusals.OptionsAlike.On("options"));
    }

    private static Refusal? CheckBlanks(WriteQuestion question)
    {
        var inStem = BlanksIn(question.Stem);
        if (inStem is 0 or > MostBlanks || question.Blanks.Length != inStem)
        {
            return QuestionRefusals.BlankCount.With(Number(inStem), Number(question.Blanks.Length)).On("blanks");
        }

        return question.Blanks
            .Select(accepted => accepted.Length == 0 ? CommonRefusals.Required.On("blanks") : WrittenText.CheckAll(accepted, 20, 100, "blanks"))
            .FirstOrDefault(refusal => refusal is not null);
    }

    internal static bool IsHalves(decimal points) => points is >= 0.5m and <= 100 && points * 2 == decimal.Truncate(points * 2);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?$")]
    private static partial Regex CodeShape();

    [GeneratedRegex("_{2,}|＿{1,}")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
