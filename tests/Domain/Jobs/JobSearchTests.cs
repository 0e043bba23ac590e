using Pinchang.Domain.Jobs;

namespace Pinchang.Domain.Tests.Jobs;

public sealed class JobSearchTests
{
    [Theory]
    [InlineData("工程")]
    [InlineData("嵌入式工程师")]
    [InlineData("星河 深圳")]
    [InlineData("双休")]
    [InlineData("嵌")]
    [InlineData("ＳＴＭ32")]
    [InlineData("c++")]
    [InlineData("stm32深圳")]
    [InlineData("星河c++双休")]
    public void A_query_finds_the_job_by_any_of_its_words(string query) => Finds(query).ShouldBeTrue();

    [Theory]
    [InlineData("会计")]
    [InlineData("深圳 会计")]
    [InlineData("java深圳")]
    public void Each_word_of_a_query_must_be_there(string query) => Finds(query).ShouldBeFalse();

    [Fact]
    public void A_query_of_signs_alone_asks_for_nothing() => JobSearch.WordsOf(" %_'\\ ").ShouldBeEmpty();

    [Fact]
    public void Every_word_of_a_long_text_is_indexed() =>
        JobSearch.TermsOf("一一 二二 三三 四四 五五 六六 七七 八八 九九").ShouldContain("九九");

    private static bool Finds(string query)
    {
        var text = JobSearch.TextOf(Recruiting.Posting with { Title = "嵌入式工程师（STM32/C++）" }, "深圳星河智能科技有限公司");
        var words = JobSearch.WordsOf(query);
        return JobSearch.LookUpsOf(words).All(JobSearch.TermsOf(text).Contains) && words.All(word => text.Contains(word, StringComparison.Ordinal));
    }
}
