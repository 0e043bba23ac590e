using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Domain.Tests.Exams;

[Clause("EX-6.3-mark", at: "Domain/Exams/Marking/SelfNaming.cs")]
public sealed class SelfNamingTests
{
    private static readonly PersonalMarks Person = new("张小明", "260001000018", "13800000001", "11010119900307123X");

    [Theory]
    [InlineData("我叫张小明，来自上海。", "我叫▇▇▇，来自上海。", SelfNaming.NameFound)]
    [InlineData("我是 张 小 明。", "我是 ▇▇▇▇▇。", SelfNaming.NameFound)]
    [InlineData("准考证２６０００１０００018号", "准考证▇▇▇▇▇▇▇▇▇▇▇▇号", SelfNaming.TicketFound)]
    [InlineData("请联系138-0000-0001", "请联系▇▇▇▇▇▇▇▇▇▇▇▇▇", SelfNaming.PhoneFound)]
    [InlineData("身份证 11010119900307123x", "身份证 ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇", SelfNaming.IdFound)]
    public void What_names_the_candidate_is_covered_and_said(string written, string shown, string what)
    {
        var covered = SelfNaming.CoverIn(written, Person);

        covered.Text.ShouldBe(shown);
        covered.Found.ShouldBe([what]);
    }

    [Fact]
    public void Every_place_is_covered_and_the_length_stays()
    {
        const string Written = "张小明认为……张小明以为……电话13800000001";

        var covered = SelfNaming.CoverIn(Written, Person);

        covered.Text.ShouldNotContain("张小明");
        covered.Text.Length.ShouldBe(Written.Length);
        covered.Found.ShouldBe([SelfNaming.NameFound, SelfNaming.PhoneFound]);
    }

    [Theory]
    [InlineData("小明的张力")]
    [InlineData("他姓张。小明是另一个人。")]
    [InlineData("2026年第一季度")]
    [InlineData("")]
    public void What_names_nobody_stays(string written) => SelfNaming.CoverIn(written, Person).ShouldSatisfyAllConditions(
        covered => covered.Text.ShouldBe(written),
        covered => covered.Found.ShouldBeEmpty());

    [Fact]
    public void A_name_of_one_character_and_missing_numbers_cover_nothing() =>
        SelfNaming.CoverIn("明天会更好", new("明", null, "", null)).Found.ShouldBeEmpty();

    [Fact]
    public void No_answer_at_all_is_an_empty_one() => SelfNaming.CoverIn(null, Person).Text.ShouldBe("");
}
