using System.Globalization;
using System.Text;

namespace Pinchang.Domain.Screening;

/// <summary>
/// A text as the rules read it: spacing, punctuation, width, case and the shape of letters hide nothing, and every place still knows
/// where in the original it stands, so that a hit can be shown there. "加 薇.信 １３８-零零…" and "加薇信13800…" read the same.
/// </summary>
public sealed class ScreenedText
{
    private const string ClauseEnds = "，,。；;！!？?\n…";
    private const string SentenceEnds = "。！!？?\n";

    private readonly int[] _places;
    private readonly int[] _clauses;
    private readonly int[] _sentences;

    private ScreenedText(string original, string folded, int[] places, int[] clauses, int[] sentences)
    {
        (Original, Folded, Numerals) = (original, folded, LookAlikes.DigitsOf(folded));
        (_places, _clauses, _sentences) = (places, clauses, sentences);
    }

    public string Original { get; }

    public string Folded { get; }

    /// <summary>The same letters with Chinese numerals as digits: for numbers only, since 一 is also a word.</summary>
    public string Numerals { get; }

    public static ScreenedText Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder(text.Length);
        var (places, clauses, sentences) = (new List<int>(text.Length), new List<int>(text.Length), new List<int>(text.Length));
        var (clause, sentence) = (0, 0);
        for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            clause += ClauseEnds.Contains(text[i], StringComparison.Ordinal) ? 1 : 0;
            sentence += SentenceEnds.Contains(text[i], StringComparison.Ordinal) ? 1 : 0;
            foreach (var letter in LettersAt(text, i))
            {
                folded.Append(letter);
                places.Add(i);
                clauses.Add(clause);
                sentences.Add(sentence);
            }
        }

        return new(text, folded.ToString(), [.. places], [.. clauses], [.. sentences]);
    }

    /// <summary>Whether nothing that ends a clause stands between two places.</summary>
    public bool InOneClause(int first, int last) => _clauses[first] == _clauses[last];

    public bool InOneSentence(int first, int last) => _sentences[first] == _sentences[last];

    /// <summary>
    /// Whether a stretch is a word rather than the end of one clause and the beginning of the next: "公开，房补" holds no 开房. Letters that
    /// stand alone between commas ("加，微，信") are a disguise and make a word all the same.
    /// </summary>
    public bool ReadsAsOneWord(int start, int end)
    {
        if (InOneClause(start, end - 1))
        {
            return true;
        }

        for (var first = start; first < end;)
        {
            var last = first;
            while (last + 1 < end && InOneClause(first, last + 1))
            {
                last++;
            }

            if ((first == 0 || !InOneClause(first - 1, first)) && (last + 1 == _clauses.Length || !InOneClause(last, last + 1)))
            {
                return true;
            }

            first = last + 1;
        }

        return false;
    }

    /// <summary>Where a stretch of the folded text stands in the original.</summary>
    public TextSpan OriginalSpan(int start, int end)
    {
        var last = _places[end - 1];
        return new(_places[start], last + (char.IsSurrogatePair(Original, last) ? 2 : 1));
    }

    /// <summary>The first folded letter at or behind a place of the original.</summary>
    public int FoldedIndexOf(int place)
    {
        var index = Array.BinarySearch(_places, place);
        while (index > 0 && _places[index - 1] == place)
        {
            index--;
        }

        return index < 0 ? ~index : index;
    }

    private static IEnumerable<char> LettersAt(string text, int index)
    {
        if (char.IsSurrogate(text[index]) && !char.IsSurrogatePair(text, index))
        {
            yield break;
        }

        foreach (var letter in text.Substring(index, char.IsSurrogatePair(text, index) ? 2 : 1).Normalize(NormalizationForm.FormKC))
        {
            if (IsKept(letter))
            {
                yield return LookAlikes.Plain(char.ToLowerInvariant(letter));
            }
            else if (letter is '➕')
            {
                yield return '+';
            }
        }
    }

    private static bool IsKept(char c) => char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber => true,
        _ => c is '+' or '%',
    };
}

/// <summary>From the first letter up to, but not including, <paramref name="End"/>.</summary>
public readonly record struct TextSpan(int Start, int End);
