using System.Text;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Marking;

/// <summary>
/// The form in which a written answer is compared. What input methods differ in (width of letters and punctuation, invisible characters,
/// composed or not) is evened out; what a question may ask for (sign, digits, words) is not.
/// </summary>
public static class AnswerText
{
    private const char FullWidthFirst = '！';
    private const char FullWidthLast = '～';
    private const int WidthOffset = '！' - '!';

    public static string Normalise(string? text, MarkingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var normal = new StringBuilder(text.Length);
        foreach (var character in Composed(text))
        {
            var even = settings.IgnoresWidth ? Narrow(character) : character;
            if (IsInvisible(even))
            {
                continue;
            }

            if (char.IsWhiteSpace(even))
            {
                AddSpace(normal, settings);
                continue;
            }

            normal.Append(settings.IgnoresCase ? char.ToUpperInvariant(even) : even);
        }

        return normal.ToString().Trim();
    }

    /// <summary>Half width, and the Chinese marks that a Western keyboard has its own form of.</summary>
    private static char Narrow(char character) => character switch
    {
        >= FullWidthFirst and <= FullWidthLast => (char)(character - WidthOffset),
        '　' => ' ',
        '。' or '｡' => '.',
        '“' or '”' or '„' => '"',
        '‘' or '’' => '\'',
        '、' => ',',
        '【' => '[',
        '】' => ']',
        '—' or '–' or '−' or '‐' or '‑' => '-',
        '￥' => '¥',
        _ => character,
    };

    private static void AddSpace(StringBuilder normal, MarkingSettings settings)
    {
        if (!settings.IgnoresSpaces && normal.Length > 0 && normal[^1] != ' ')
        {
            normal.Append(' ');
        }
    }

    private static bool IsInvisible(char character) => character is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\u00AD';

    // A lone surrogate (a candidate may send anything) cannot be composed; it stays and matches nothing.
    private static string Composed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
