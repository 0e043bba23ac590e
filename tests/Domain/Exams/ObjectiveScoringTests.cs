using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Domain.Tests.Exams;

[Clause("EX-6.3-mark", at: "Domain/Exams/Marking/ObjectiveScoring.cs")]
public sealed class ObjectiveScoringTests
{
    private static readonly MarkingSettings Strict = new() { IgnoresCase = false, IgnoresSpaces = false, IgnoresWidth = false };

    [Theory]
    [InlineData("b", 2)]
    [InlineData("b b", 2)]
    [InlineData("a", 0)]
    [InlineData("a b", 0)]
    [InlineData("B", 0)]
    [InlineData("nonsense", 0)]
    [InlineData("", 0)]
    public void A_single_choice_is_the_right_option_alone(string chosen, decimal points) =>
        ObjectiveScoring.ScoreSingle(["b"], Split(chosen), 2).ShouldBe(points);

    [Fact]
    public void No_answer_earns_nothing()
    {
        ObjectiveScoring.ScoreSingle(["b"], null, 2).ShouldBe(0);
        ObjectiveScoring.ScoreMultiple(["a", "b"], null, 2, 0.5m).ShouldBe(0);
        ObjectiveScoring.ScoreBlanks([["x"]], false, null, 2, MarkingSettings.Default).ShouldBe(0);
        ObjectiveScoring.ScoreBlanks([["x"]], false, [null], 2, MarkingSettings.Default).ShouldBe(0);
    }

    [Theory]
    [InlineData("a b c", null, 2)]
    [InlineData("c b a", null, 2)]
    [InlineData("a b", null, 0)]
    [InlineData("a b", 0.5, 1)]
    [InlineData("a", 0.5, 0.5)]
    [InlineData("a a", 0.5, 0.5)]
    [InlineData("a b d", 0.5, 0)]
    [InlineData("a b c d", 0.5, 0)]
    [InlineData("a b x", 0.5, 0)]
    [InlineData("a b", 5.0, 2)]
    [InlineData("", 0.5, 0)]
    public void Too_few_options_earn_what_the_paper_grants_and_one_wrong_option_nothing(string chosen, double? each, decimal points) =>
        ObjectiveScoring.ScoreMultiple(["a", "b", "c"], Split(chosen), 2, (decimal?)each).ShouldBe(points);

    [Theory]
    [InlineData("PostgreSQL")]
    [InlineData("postgresql")]
    [InlineData("ＰｏｓｔｇｒｅＳＱＬ")]
    [InlineData("  Postgre SQL ")]
    [InlineData("Postgre\u3000SQL")]
    [InlineData("Postgre\u200BSQL")]
    public void A_fill_in_does_not_depend_on_width_case_or_spaces(string written) =>
        ObjectiveScoring.ScoreBlanks([["PostgreSQL"]], false, [written], 2, MarkingSettings.Default).ShouldBe(2);

    [Theory]
    [InlineData("postgresql")]
    [InlineData("ＰｏｓｔｇｒｅＳＱＬ")]
    [InlineData("Postgre SQL")]
    public void Unless_the_settings_say_so(string written) =>
        ObjectiveScoring.ScoreBlanks([["PostgreSQL"]], false, [written], 2, Strict).ShouldBe(0);

    [Theory]
    [InlineData("１，０００", "1,000")]
    [InlineData("《劳动法》第三条。", "《劳动法》第三条.")]
    [InlineData("“实事求是”", "\"实事求是\"")]
    [InlineData("－５", "-5")]
    [InlineData("−5", "-5")]
    [InlineData("（一）", "(一)")]
    public void Chinese_and_western_forms_of_a_mark_are_one(string written, string variant) =>
        ObjectiveScoring.ScoreBlanks([[variant]], false, [written], 1, MarkingSettings.Default).ShouldBe(1);

    [Theory]
    [InlineData("5", "-5")]
    [InlineData("10", "1")]
    [InlineData("", "x")]
    [InlineData("\uD83D", "x")]
    public void What_means_something_else_stays_wrong(string written, string variant) =>
        ObjectiveScoring.ScoreBlanks([[variant]], false, [written], 1, MarkingSettings.Default).ShouldBe(0);

    [Fact]
    public void A_blank_variant_matches_no_empty_answer() =>
        ObjectiveScoring.ScoreBlanks([[" ", ""]], false, [""], 1, MarkingSettings.Default).ShouldBe(0);

    [Fact]
    public void Each_blank_has_its_share_and_its_variants()
    {
        string[][] accepted = [["1949", "一九四九"], ["十月", "10月"], ["北京"]];

        ObjectiveScoring.ScoreBlanks(accepted, false, ["一九四九", "10 月", "北京"], 2, MarkingSettings.Default).ShouldBe(2);
        ObjectiveScoring.ScoreBlanks(accepted, false, ["1949", "九月", "北京"], 2, MarkingSettings.Default).ShouldBe(1.33m);
        ObjectiveScoring.ScoreBlanks(accepted, false, ["北京", "1949", "十月"], 2, MarkingSettings.Default).ShouldBe(0);
        ObjectiveScoring.ScoreBlanks(accepted, false, ["1949"], 2, MarkingSettings.Default).ShouldBe(0.67m);
        ObjectiveScoring.ScoreBlanks(accepted, false, ["1949", "十月", "北京", "上海", "广州"], 2, MarkingSettings.Default).ShouldBe(2);
    }

    [Fact]
    public void In_any_order_each_accepted_answer_counts_once_and_the_most_are_matched()
    {
        string[][] accepted = [["甲", "乙"], ["乙"], ["丙"]];

        ObjectiveScoring.ScoreBlanks(accepted, true, ["丙", "乙", "甲"], 3, MarkingSettings.Default).ShouldBe(3);
        ObjectiveScoring.ScoreBlanks(accepted, true, ["乙", "甲", "丙"], 3, MarkingSettings.Default).ShouldBe(3);
        ObjectiveScoring.ScoreBlanks(accepted, true, ["乙", "乙", "乙"], 3, MarkingSettings.Default).ShouldBe(2);
        ObjectiveScoring.ScoreBlanks(accepted, true, ["甲", "甲", "丁"], 3, MarkingSettings.Default).ShouldBe(1);
    }

    [Fact]
    public void Points_never_leave_the_question_whatever_is_answered()
    {
        var random = new Random(7);
        string[] options = ["a", "b", "c", "d", "e"];
        for (var round = 0; round < 5_000; round++)
        {
            string[] Some() => [.. options.Where(_ => random.Next(2) == 0)];
            var (right, chosen, points) = (Some(), Some(), random.Next(1, 9) / 2m);
            var each = random.Next(3) == 0 ? (decimal?)null : random.Next(0, 5) / 2m;

            var earned = ObjectiveScoring.ScoreMultiple(right, chosen, points, each);

            (earned >= 0 && earned <= points).ShouldBeTrue();
            earned.ShouldBe(ObjectiveScoring.ScoreMultiple([.. right.Reverse()], [.. chosen.Reverse(), .. chosen], points, each));
            if (chosen.Except(right).Any() || chosen.Length == 0)
            {
                earned.ShouldBe(0);
            }
        }
    }

    private static string[] Split(string chosen) => chosen.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
