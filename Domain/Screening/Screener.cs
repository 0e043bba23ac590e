using System.Text.RegularExpressions;

namespace Pinchang.Domain.Screening;

/// <summary>Holds a text against the rules. The same for chat, questions, notices and job texts.</summary>
public static class Screener
{
    /// <summary>How much before a hit may say that the thing is not meant.</summary>
    private const int LookBack = 8;

    /// <summary>The first rule that refuses the text, or null.</summary>
    public static ScreeningHit? Refuse(string text) =>
        Read(text).FirstOrDefault(hit => hit.Rule.Severity == ScreeningSeverity.Refused);

    /// <summary>All rules that the text meets, once each.</summary>
    public static IEnumerable<ScreeningHit> Read(string text)
    {
        var folded = ScreenedText.Fold(text);
        var numerals = ScreenedText.FoldNumerals(folded);
        foreach (var rule in ScreeningRules.All)
        {
            if (Meet(rule, rule.ReadsNumerals ? numerals : folded) is { } words)
            {
                yield return new(rule, words);
            }
        }
    }

    private static string? Meet(ScreeningRule rule, string folded)
    {
        foreach (Match match in rule.Pattern.Matches(folded))
        {
            var start = Math.Max(0, match.Index - LookBack);
            if (rule.Unless is null || !rule.Unless.IsMatch(folded[start..match.Index]))
            {
                return match.Value;
            }
        }

        return null;
    }
}
