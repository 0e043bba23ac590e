using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Domain.Tests.Exams.Papers;

public sealed class OptionOrderTests
{
    [Theory]
    [InlineData("以上都对")]
    [InlineData("以上都不对")]
    [InlineData("以上皆是")]
    [InlineData("以上选项均正确。")]
    [InlineData("以上说法都不正确")]
    [InlineData("上述各项都是")]
    [InlineData("以上三项都是")]
    [InlineData("前三项都对")]
    [InlineData("全部正确")]
    [InlineData("都不对")]
    [InlineData("以 上 全 选")]
    [InlineData("没有正确选项")]
    [InlineData("All of the above")]
    [InlineData("以上都包括")]
    [InlineData("以上情形均属于")]
    [Clause("EX-6.3-online-c", at: "Domain/Exams/Papers/OptionOrder.cs")]
    public void An_option_that_speaks_of_all_the_others_stays_last(string text) =>
        OptionOrder.Pinned([Option("甲"), Option("乙"), Option(text)]).ShouldBe([false, false, true]);

    [Theory]
    [InlineData("A和B都对")]
    [InlineData("A、C")]
    [InlineData("选项A、B均正确")]
    [InlineData("仅A正确")]
    [InlineData("Ａ与Ｂ")]
    [InlineData("A或C")]
    public void Options_that_name_others_by_letter_hold_the_whole_question_in_place(string text) =>
        OptionOrder.Pinned([Option("甲"), Option("乙"), Option("丙"), Option(text)]).ShouldBe([true, true, true, true]);

    [Theory]
    [InlineData("维生素A和维生素C")]
    [InlineData("甲型H1N1流感")]
    [InlineData("以上海为中心的城市群")]
    [InlineData("以上级文件为准")]
    [InlineData("全部收入归国库")]
    [InlineData("都江堰")]
    [InlineData("正确")]
    [InlineData("A股市场")]
    [InlineData("B超检查")]
    [InlineData("前三季度增长")]
    [InlineData("其他垃圾")]
    public void Ordinary_texts_move(string text) =>
        OptionOrder.Pinned([Option("甲"), Option(text), Option("丙")]).ShouldBe([false, false, false]);

    [Fact]
    public void The_setters_own_word_goes_before_the_rule()
    {
        OptionOrder.Pinned([Option("甲"), new("以上都对", false, false), new("其他", false, true)]).ShouldBe([false, false, true]);
        OptionOrder.Pinned([Option("甲"), Option("乙"), new("A和B", false, false)]).ShouldBe([false, false, false]);
    }

    private static WriteOption Option(string text) => new(text, false);
}
