using System.Collections.Frozen;

namespace Pinchang.Domain.Screening;

/// <summary>What is written to look or sound like something else: traditional letters, numerals in words, homophones.</summary>
public static class LookAlikes
{
    private const string Numerals = "零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖两幺";
    private const string Digits = "00123456789123456789" + "21";

    private const string Traditional = "費證錢電話號優戶歲齡別婦掃碼維貸學員預訂轉帳紅";
    private const string Simplified = "费证钱电话号优户岁龄别妇扫码维贷学员预订转账红";

    private static readonly FrozenDictionary<char, char> PlainLetters =
        Traditional.Zip(Simplified).ToFrozenDictionary(pair => pair.First, pair => pair.Second);

    /// <summary>A word, and how people write it who do not want it found.</summary>
    private static readonly (string Word, string[] Disguises)[] Disguised =
    [
        ("微信", ["薇信", "威信", "维信", "徽信", "微亻言", "薇亻言", "威亻言", "v信", "vx", "wx", "weixin", "wechat", "微❤", "溦信", "微芯", "薇芯"]),
        ("qq", ["扣扣", "抠抠", "企鹅号", "球球号", "叩叩"]),
        ("押金", ["压金", "鸭金", "押斤", "ya金"]),
        ("保证金", ["保正金", "宝证金"]),
        ("培训", ["陪训", "培讯", "培圳"]),
        ("手机", ["手鸡", "手木几", "shouji"]),
        ("电话", ["殿话", "电hua", "dianhua"]),
        ("群", ["裙", "qun", "峮"]),
        ("贷款", ["货款办理", "代款", "daikuan"]),
        ("包养", ["包氧", "苞养"]),
        ("约炮", ["约泡", "约p"]),
        ("傻逼", ["傻b", "煞笔", "沙比", "傻x", "傻叉", "sb玩意"]),
    ];

    /// <summary>The simplified letter; every other letter as it is.</summary>
    public static char Plain(char letter) => PlainLetters.GetValueOrDefault(letter, letter);

    /// <summary>Chinese numerals as digits, letter for letter.</summary>
    public static string DigitsOf(string folded) => string.Create(folded.Length, folded, static (span, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            var place = Numerals.IndexOf(source[i], StringComparison.Ordinal);
            span[i] = place < 0 ? source[i] : Digits[place];
        }
    });

    /// <summary>The word and all its disguises.</summary>
    public static IEnumerable<string> SpellingsOf(string word)
    {
        yield return word;
        foreach (var (plain, disguises) in Disguised)
        {
            if (word.Contains(plain, StringComparison.Ordinal))
            {
                foreach (var disguise in disguises)
                {
                    yield return word.Replace(plain, disguise, StringComparison.Ordinal);
                }
            }
        }
    }
}
