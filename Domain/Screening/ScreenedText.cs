using System.Globalization;
using System.Text;

namespace Pinchang.Domain.Screening;

/// <summary>
/// Folds a text so that spacing, punctuation, full-width letters and Chinese numerals hide nothing:
/// "加 薇.信 １３８-零零…" and "加薇信13800…" read the same.
/// </summary>
public static class ScreenedText
{
    private const string Numerals = "零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖两幺";
    private const string Digits = "00123456789123456789" + "21";

    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder(text.Length);
        foreach (var c in Normalized(text).Replace('➕', '+'))
        {
            if (IsKept(c))
            {
                folded.Append(char.ToLowerInvariant(c));
            }
        }

        return folded.ToString();
    }

    /// <summary>The folded text with Chinese numerals as digits, for numbers only: 一 is also a word.</summary>
    public static string FoldNumerals(string folded)
    {
        ArgumentNullException.ThrowIfNull(folded);
        return string.Create(folded.Length, folded, (span, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                var place = Numerals.IndexOf(source[i], StringComparison.Ordinal);
                span[i] = place < 0 ? source[i] : Digits[place];
            }
        });
    }

    /// <summary>Text with half a surrogate pair cannot be normalised; it is screened as it stands.</summary>
    private static string Normalized(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    private static bool IsKept(char c) => char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber => true,
        _ => c == '+',
    };
}
