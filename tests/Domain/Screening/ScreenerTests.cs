using System.Text.RegularExpressions;
using Pinchang.Domain.Screening;

namespace Pinchang.Domain.Tests.Screening;

public sealed partial class ScreenerTests
{
    public static IEnumerable<object[]> Examples() => ScreeningRules.All.Select(rule => new object[] { rule.Example, rule.Id });

    [Theory]
    [MemberData(nameof(Examples))]
    [Clause("LH-5.1.3d", at: "Domain/Screening/ScreeningRules.cs")]
    public void Every_rule_meets_its_own_example(string example, string id) =>
        Screener.Read(example).Select(hit => hit.Rule.Id).ShouldContain(id);

    [Theory]
    [InlineData("押 金 怎 么 交", "fees.deposit")]
    [InlineData("入职交押\u200b金", "fees.deposit")]
    [InlineData("先交 报.名.费 两百", "fees.charge")]
    [InlineData("１３８ ０００ ０ ０００１ 找我", "diversion.phone")]
    [InlineData("1-3-8-0-0-0-0-0-0-0-1", "diversion.phone")]
    [InlineData("壹叁捌 零零零零 零零零幺", "diversion.phone")]
    [InlineData("加V信 hr_2020", "diversion.account")]
    [InlineData("QQ：12345678", "diversion.account")]
    [InlineData("➕我微 信", "diversion.account")]
    [InlineData("男生优先哦", "discrimination.sex")]
    [InlineData("我们不招河南人", "discrimination.origin")]
    [Clause("LH-4.4.1d", at: "Domain/Screening/ScreenedText.cs")]
    public void Spacing_and_look_alikes_hide_nothing(string text, string id) =>
        (Screener.Refuse(text)?.Rule.Id).ShouldBe(id, text);

    [Theory]
    [InlineData("男女不限，欢迎投递")]
    [InlineData("我们不收取押金")]
    [InlineData("正规公司，无需交任何培训费")]
    [InlineData("请谨防收取保证金的骗局")]
    [InlineData("试用期薪资 8000-13000 元")]
    [InlineData("需要会做微信小程序吗")]
    [InlineData("公司做 QQ 音乐的后端")]
    [InlineData("招 13 个人，地址在 18 楼 1302")]
    [InlineData("请问体检费公司报销吗")]
    [InlineData("已婚的可以投吗")]
    [InlineData("主播你好，一个月休几天")]
    public void Harmless_look_alikes_pass(string text) =>
        (Screener.Refuse(text)?.Rule.Id).ShouldBeNull(text);

    [Fact]
    public void Rules_have_distinct_ids_and_name_a_clause()
    {
        ScreeningRules.All.Select(rule => rule.Id).ShouldBeUnique();
        ScreeningRules.All.ShouldAllBe(rule => ClauseId().IsMatch(rule.Clause) && rule.Name.Length >= 3);
    }

    [Fact]
    public void A_hit_says_where_it_stands_in_the_text_as_it_was_written()
    {
        const string text = "长期招人：入职先交 押 金 ５００，包吃住";

        var hit = Screener.Refuse(text)!;

        text[hit.Place.Start..hit.Place.End].ShouldBe(hit.Words);
        hit.Words.ShouldBe("先交 押 金");
    }

    [Fact]
    public void A_text_of_broken_letters_is_read_as_far_as_it_can_be() =>
        Screener.Refuse("\ud83d先交押金\ude00 500")!.Rule.Id.ShouldBe("fees.deposit");

    [GeneratedRegex(@"^(LH|JF|EX)-\d")]
    private static partial Regex ClauseId();
}
