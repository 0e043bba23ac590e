using System.Globalization;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Domain.Tests.Exams.Papers;

public sealed class PaperShuffleTests
{
    [Fact]
    [Clause("EX-6.3-online-c", at: "Domain/Exams/Papers/PaperShuffle.cs")]
    public void The_same_seed_draws_the_same_paper()
    {
        var one = PaperShuffle.Draw(Outlines.TwoSections(), "seed-1");
        var other = PaperShuffle.Draw(Outlines.TwoSections(), "seed-1");

        one.Sections[0].QuestionIds.ShouldBe(other.Sections[0].QuestionIds);
        one.OptionOrder["q7"].ShouldBe(other.OptionOrder["q7"]);
    }

    [Fact]
    public void A_draw_can_be_made_again_outside_this_program()
    {
        // As the description of DrawStream gives it, computed with Python's hashlib.
        var draw = PaperShuffle.Draw(Outlines.TwoSections(), "seed-1");

        draw.Sections[0].QuestionIds.ShouldBe(["q12", "q10", "q6", "q2", "q3", "q7", "q4", "q11", "q5", "q8", "q9", "q1"]);
        draw.OptionOrder["q1"].ShouldBe(["b", "c", "a", "all"]);
    }

    [Fact]
    [Clause("EX-6.3-online-c", at: "Domain/Exams/Papers/PaperShuffle.cs")]
    public void What_must_be_last_is_last_and_true_stays_before_false()
    {
        foreach (var seed in Seeds(200))
        {
            var draw = PaperShuffle.Draw(Outlines.TwoSections(), seed);

            draw.OptionOrder["q1"][^1].ShouldBe("all");
            draw.OptionOrder["t1"].ShouldBe(["t1-yes", "t1-no"]);
            draw.OptionOrder.ContainsKey("e1").ShouldBeFalse();
        }
    }

    [Fact]
    public void Every_candidate_gets_every_question_and_every_option_once()
    {
        var outline = Outlines.TwoSections();
        foreach (var seed in Seeds(200))
        {
            var draw = PaperShuffle.Draw(outline, seed);

            draw.Sections.Select(section => section.SectionId).ShouldBe(["s1", "s2"]);
            draw.Sections[0].QuestionIds.Order(StringComparer.Ordinal).ShouldBe(outline.Sections[0].Questions.Select(q => q.Id).Order(StringComparer.Ordinal));
            draw.OptionOrder["q3"].Order(StringComparer.Ordinal).ShouldBe(["a", "all", "b", "c"]);
        }
    }

    [Fact]
    public void A_section_that_is_not_shuffled_keeps_the_papers_order()
    {
        var draw = PaperShuffle.Draw(Outlines.TwoSections(new SectionOrder(Questions: false, Options: false)), "seed-9");

        draw.Sections[0].QuestionIds[..3].ShouldBe(["q1", "q2", "q3"]);
        draw.OptionOrder["q1"].ShouldBe(["a", "b", "all", "c"]);
    }

    [Fact]
    public void No_question_is_favoured_for_the_first_place()
    {
        var firsts = Seeds(6_000).CountBy(seed => PaperShuffle.Draw(Outlines.TwoSections(), seed).Sections[0].QuestionIds[0]).ToDictionary();

        firsts.Count.ShouldBe(12);
        firsts.Values.ShouldAllBe(times => times > 400 && times < 600);
    }

    private static IEnumerable<string> Seeds(int count) =>
        Enumerable.Range(1, count).Select(number => "seed-" + number.ToString(CultureInfo.InvariantCulture));
}
