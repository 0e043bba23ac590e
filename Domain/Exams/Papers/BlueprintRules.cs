using System.Globalization;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Papers;

public static class BlueprintRules
{
    public const int MostQuestions = 300;

    private const int MostSections = 12;
    private const int MostRows = 30;

    public static Refusal? Check(WriteBlueprint blueprint)
    {
        if ((WrittenText.Check(blueprint.Title, 80, "title", required: true)
            ?? WrittenText.Check(blueprint.Instructions, 2_000, "instructions", lines: true)
            ?? Within(blueprint.Sections.Length, 1, MostSections, "sections")
            ?? blueprint.Sections.Select(CheckSection).FirstOrDefault(refusal => refusal is not null)) is { } refusal)
        {
            return refusal;
        }

        if (Questions(blueprint) > MostQuestions)
        {
            return BlueprintRefusals.TooLong.With(Text(MostQuestions)).On("sections");
        }

        var points = blueprint.Sections.Sum(PointsOf);
        return points == blueprint.TotalPoints ? null : BlueprintRefusals.Points.With(Text(points), Text(blueprint.TotalPoints)).On("totalPoints");
    }

    public static int Questions(WriteBlueprint blueprint) => blueprint.Sections.Sum(section => section.Rows.Sum(row => row.Count));

    public static decimal PointsOf(BlueprintSection section) => section.Rows.Sum(row => row.Count * row.PointsEach);

    /// <summary>The sort of question a row asks for, as a setter would say it.</summary>
    public static string Sort(BlueprintRow row)
    {
        var difficulty = (row.DifficultyFrom, row.DifficultyTo) switch
        {
            (1, 5) => null,
            var (from, to) when from == to => $"难度{Text(from)}",
            var (from, to) => $"难度{Text(from)}–{Text(to)}",
        };
        return string.Join('·', new[] { row.Subject, row.Topic, KindName(row.Kind), difficulty }.Where(part => !string.IsNullOrWhiteSpace(part)));
    }

    public static string KindName(QuestionKind kind) => kind switch
    {
        QuestionKind.SingleChoice => "单选题",
        QuestionKind.MultipleChoice => "多选题",
        QuestionKind.TrueFalse => "判断题",
        QuestionKind.FillIn => "填空题",
        _ => "问答题",
    };

    private static Refusal? CheckSection(BlueprintSection section) =>
        WrittenText.Check(section.Title, 60, "sections", required: true)
        ?? WrittenText.Check(section.Instructions, 1_000, "sections", lines: true)
        ?? Within(section.Rows.Length, 1, MostRows, "sections")
        ?? section.Rows.Select(CheckRow).FirstOrDefault(refusal => refusal is not null);

    private static Refusal? CheckRow(BlueprintRow row) =>
        (Enum.IsDefined(row.Kind) ? null : CommonRefusals.Malformed.On("sections"))
        ?? WrittenText.Check(row.Subject, 40, "sections")
        ?? WrittenText.Check(row.Topic, 40, "sections")
        ?? (row.DifficultyFrom < 1 || row.DifficultyTo > 5 || row.DifficultyFrom > row.DifficultyTo ? BlueprintRefusals.Difficulty.On("sections") : null)
        ?? Within(row.Count, 1, MostQuestions, "sections")
        ?? (QuestionText.IsHalves(row.PointsEach) ? null : QuestionRefusals.Points.On("sections"))
        ?? CheckPartPoints(row);

    private static Refusal? CheckPartPoints(BlueprintRow row) => row.PointsPerRightOption switch
    {
        null => null,
        { } part when row.Kind == QuestionKind.MultipleChoice && QuestionText.IsHalves(part) && part < row.PointsEach => null,
        _ => BlueprintRefusals.PartPoints.On("sections"),
    };

    private static Refusal? Within(int number, int least, int most, string field) =>
        number < least || number > most ? CommonRefusals.OutOfRange.With(Text(least), Text(most)).On(field) : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
