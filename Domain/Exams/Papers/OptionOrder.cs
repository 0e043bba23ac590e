using System.Text;
using System.Text.RegularExpressions;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Papers;

/// <summary>
/// EX-6.3-online-c, its bad input: 以上都对 and its like speak of the options above them and must stay last; A和B都对 names others by
/// letter, so that no option of the question may move at all.
/// </summary>
public static partial class OptionOrder
{
    /// <summary>For each option whether it keeps its place; the setter's own word goes before the rule.</summary>
    public static bool[] Pinned(IReadOnlyList<WriteOption> options)
    {
        var fixedOrder = options.Any(option => option.PinnedLast is null && NamesOthers(option.Text));
        return [.. options.Select(option => option.PinnedLast ?? (fixedOrder || SpeaksOfAll(option.Text)))];
    }

    internal static bool SpeaksOfAll(string text) => OfAll().IsMatch(Squeeze(text));

    internal static bool NamesOthers(string text)
    {
        var squeezed = Squeeze(text);
        return OtherLetters().IsMatch(squeezed) && OnlyReference().Replace(squeezed, "").Length == 0;
    }

    // Spaces, full stops and full-width letters make no difference to what is said.
    private static string Squeeze(string text)
    {
        var squeezed = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormKC))
        {
            if (!char.IsWhiteSpace(character) && character is not ('。' or '.' or ';' or '!'))
            {
                squeezed.Append(char.ToUpperInvariant(character));
            }
        }

        return squeezed.ToString();
    }

    [GeneratedRegex("^(以上|上述|上面|前面|前述|前[二两三四五六]|前[二两三四五六][个项者]|其余|其他)(各|所有|的|几|[二两三四五六])*(选项|答案|说法|观点|项|者|情形|内容|情况|三者|选)?(全部|全|都|均|皆|俱)?(不|没有|无|未)?(全|都|均|一)?(正确|错误|对|错|是|不是|非|准确|包括|属于|符合|有|可以|可能|成立|选)?(的|选项|答案)?$"
        + "|^(全部|全|都|均|皆)(不|没有)?(正确|错误|对|错|是|选|准确)$"
        + "|^(没有|无)(一个|一项)?(正确)?(的)?(选项|答案)$"
        + "|^ALLOFTHEABOVE$|^NONEOFTHEABOVE$")]
    private static partial Regex OfAll();

    [GeneratedRegex("(?<![A-Z0-9])[A-H](?![A-Z0-9])|[A-H](?=[和与及、或])|(?<=[和与及、或])[A-H]")]
    private static partial Regex OtherLetters();

    // What is left of 选项A、B均正确 without its letters and these words is nothing; 维生素A和维生素C keeps 维生素.
    [GeneratedRegex("[A-H]|选项|[和与及、,或]|仅|只有|只|同时|两项|两者|三项|都|均|皆|不|正确|错误|对|错|是|选|的")]
    private static partial Regex OnlyReference();
}
