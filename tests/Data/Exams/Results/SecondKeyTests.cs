using Pinchang.Contracts.Exams;
using Pinchang.Data.Exams.Results;
using Pinchang.Domain.Exams.Marking;
using Pinchang.Domain.Exams.Papers;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Data.Tests.Exams.Results;

/// <summary>The two scorers are written apart and must say the same, of whatever a candidate may send.</summary>
public sealed class SecondKeyTests
{
    private static readonly string[] Options = ["a", "b", "c", "d", "e", "foreign"];
    private static readonly string[] Writings =
        ["北京", "北京 ", "北　京", "ＢｅｉＪing", "beijing", "Bei jing", "１２３", "123", "１，０００", "1,000", "1、000", "－5", "−5", "-5", "“好”", "\"好\"", "好。", "好.", "", " ", "\u200B", "x\u200By", "xy", "e\u0301", "é", "\uD83D"];

    [Fact]
    [Clause("EX-6.3-result", at: "Data/Exams/Results/SecondKey.cs")]
    public void Two_independent_scorers_agree_on_random_choices()
    {
        var random = new Random(20260613);
        for (var round = 0; round < 20_000; round++)
        {
            var question = new KeyedQuestion
            {
                QuestionId = "q",
                Kind = (QuestionKind)random.Next(3),
                Points = random.Next(1, 17) / 4m,
                RightOptions = [.. Options.Take(5).Where(_ => random.Next(2) == 0)],
                PointsPerRightOption = random.Next(2) == 0 ? null : random.Next(0, 9) / 4m,
            };
            string[]? chosen = random.Next(10) == 0 ? null : [.. Enumerable.Range(0, random.Next(6)).Select(_ => Options[random.Next(Options.Length)])];
            if (question.Kind != QuestionKind.MultipleChoice)
            {
                question = question with { RightOptions = [Options[random.Next(5)]] };
            }

            Agree(question, new(chosen), MarkingSettings.Default);
        }
    }

    [Fact]
    [Clause("EX-6.3-result", at: "Data/Exams/Results/SecondKey.cs")]
    public void Two_independent_scorers_agree_on_random_blanks()
    {
        var random = new Random(20260614);
        for (var round = 0; round < 20_000; round++)
        {
            string[] Some(int most) => [.. Enumerable.Range(0, random.Next(0, most)).Select(_ => Writings[random.Next(Writings.Length)])];
            var question = new KeyedQuestion
            {
                QuestionId = "q",
                Kind = QuestionKind.FillIn,
                Points = random.Next(1, 17) / 4m,
                AcceptedBlanks = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Some(4))],
                BlanksInAnyOrder = random.Next(2) == 0,
            };
            var settings = new MarkingSettings { IgnoresCase = random.Next(2) == 0, IgnoresSpaces = random.Next(2) == 0, IgnoresWidth = random.Next(2) == 0 };

            Agree(question, new(Blanks: random.Next(10) == 0 ? null : Some(8)), settings);
        }
    }

    private static void Agree(KeyedQuestion question, AnswerResponse answer, MarkingSettings settings)
    {
        var script = new CanonicalScript(new Dictionary<string, AnswerResponse> { ["q"] = answer });
        var first = ScriptScoring.Score(new() { PaperId = Guid.Empty, Questions = [question] }, script, settings)["q"];
        var second = new SecondKey(question, settings).Hundredths(answer.Choices, answer.Blanks) / 100m;
        if (first != second)
        {
            Assert.Fail($"{first} and {second}: {System.Text.Json.JsonSerializer.Serialize(new { question, answer, settings })}");
        }
    }
}
