using System.Numerics;
using System.Text.RegularExpressions;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Data.Exams.Results;

/// <summary>
/// A question's right answer as the second scorer keeps it: choices as bits, blanks as patterns, points as whole hundredths.
/// It is written to come to its result by another way than Domain's scoring, and uses none of it.
/// </summary>
internal sealed partial class SecondKey
{
    private readonly QuestionKind _kind;
    private readonly int _hundredths;
    private readonly int? _hundredthsEach;
    private readonly Dictionary<string, int> _bits;
    private readonly Func<string, bool>[] _blanks;
    private readonly bool _anyOrder;
    private readonly MarkingSettings _settings;

    public SecondKey(KeyedQuestion question, MarkingSettings settings)
    {
        _kind = question.Kind;
        _settings = settings;
        _hundredths = (int)(question.Points * 100);
        _hundredthsEach = question.PointsPerRightOption is { } each ? (int)(each * 100) : null;
        _bits = question.RightOptions.Order(StringComparer.Ordinal).Select((option, bit) => (option, bit)).ToDictionary(pair => pair.option, pair => 1 << pair.bit, StringComparer.Ordinal);
        _blanks = [.. question.AcceptedBlanks.Select(Acceptor)];
        _anyOrder = question.BlanksInAnyOrder;
    }

    public int Hundredths(string[]? choices, string?[]? blanks) =>
        _kind == QuestionKind.FillIn ? OfBlanks(blanks ?? []) : OfChoices(choices ?? []);

    private int OfChoices(string[] choices)
    {
        var chosen = 0u;
        foreach (var choice in choices)
        {
            if (!_bits.TryGetValue(choice, out var bit))
            {
                return 0;
            }

            chosen |= (uint)bit;
        }

        var all = (1u << _bits.Count) - 1;
        if (_kind != QuestionKind.MultipleChoice)
        {
            return BitOperations.PopCount(chosen) == 1 ? _hundredths : 0;
        }

        return chosen == all ? (all == 0 ? 0 : _hundredths) : Math.Min(_hundredths, BitOperations.PopCount(chosen) * (_hundredthsEach ?? 0));
    }

    private int OfBlanks(string?[] written)
    {
        if (_blanks.Length == 0)
        {
            return 0;
        }

        var texts = Enumerable.Range(0, _blanks.Length).Select(blank => Fold(blank < written.Length ? written[blank] : null)).ToArray();
        var right = _anyOrder ? MostInAnyOrder(texts) : Enumerable.Range(0, texts.Length).Count(blank => texts[blank].Length > 0 && _blanks[blank](texts[blank]));
        // A half going up, in whole numbers.
        return ((2 * _hundredths * right) + _blanks.Length) / (2 * _blanks.Length);
    }

    /// <summary>best[mask]: the most of the first texts that can be placed using only the accepted answers of the mask.</summary>
    private int MostInAnyOrder(string[] texts)
    {
        var best = new int[1 << _blanks.Length];
        foreach (var text in texts)
        {
            for (var mask = best.Length - 1; mask > 0; mask--)
            {
                for (var answer = 0; answer < _blanks.Length; answer++)
                {
                    if ((mask & (1 << answer)) != 0 && text.Length > 0 && _blanks[answer](text))
                    {
                        best[mask] = Math.Max(best[mask], best[mask & ~(1 << answer)] + 1);
                    }
                }
            }
        }

        return best[^1];
    }

    private Func<string, bool> Acceptor(string[] variants)
    {
        var folded = variants.Select(Fold).Where(variant => variant.Length > 0).ToArray();
        return text => Array.Exists(folded, variant => string.Equals(variant, text, StringComparison.Ordinal));
    }

    private string Fold(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var folded = HalfCharacter().IsMatch(text) ? text : text.Normalize();
        if (_settings.IgnoresWidth)
        {
            folded = FullWidth().Replace(folded, found => ((char)(found.Value[0] - 0xFEE0)).ToString());
            folded = Dashes().Replace(folded, "-");
            folded = DoubleQuotes().Replace(folded, "\"");
            folded = SingleQuotes().Replace(folded, "'");
            folded = folded.Replace('\u3002', '.').Replace('\uFF61', '.').Replace('\u3001', ',').Replace('\u3010', '[').Replace('\u3011', ']').Replace('\uFFE5', '\u00A5');
        }

        folded = Invisible().Replace(folded, "");
        folded = Spaces().Replace(folded, _settings.IgnoresSpaces ? "" : " ").Trim();
        return _settings.IgnoresCase ? folded.ToUpperInvariant() : folded;
    }

    // Half of a character outside the first plane: it cannot be composed, and matches nothing.
    [GeneratedRegex("[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]")]
    private static partial Regex HalfCharacter();

    [GeneratedRegex("[\uFF01-\uFF5E]")]
    private static partial Regex FullWidth();

    [GeneratedRegex("[\u2010\u2011\u2013\u2014\u2212]")]
    private static partial Regex Dashes();

    [GeneratedRegex("[\u201C\u201D\u201E]")]
    private static partial Regex DoubleQuotes();

    [GeneratedRegex("[\u2018\u2019]")]
    private static partial Regex SingleQuotes();

    [GeneratedRegex("[\u200B-\u200D\u2060\uFEFF\u00AD]")]
    private static partial Regex Invisible();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
