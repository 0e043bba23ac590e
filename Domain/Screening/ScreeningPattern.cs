namespace Pinchang.Domain.Screening;

/// <summary>
/// A pattern as people write it: <c>只招|仅限 男性|女性</c>. Groups stand in order, parted by spaces; words of a group are alternatives;
/// <c>~6</c> between groups allows six letters in between instead of three, <c>~0</c> none; <c>#phone</c> and its like are signs.
/// A leading <c>!</c> says that no word before excuses it.
/// </summary>
public sealed record ScreeningPattern(IReadOnlyList<PatternGroup> Groups, bool Inexcusable)
{
    public const int UsualGap = 3;
    public const int LongestGap = 20;
    public const int MostGroups = 4;

    /// <summary>Null, with what is wrong with it, when it cannot be read.</summary>
    public static ScreeningPattern? Parse(string text, out string? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        var inexcusable = text.StartsWith('!');
        var groups = new List<PatternGroup>();
        var gap = UsualGap;
        fault = null;
        foreach (var token in (inexcusable ? text[1..] : text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (token.StartsWith('~'))
            {
                if (!int.TryParse(token.AsSpan(1), out gap) || gap is < 0 or > LongestGap || groups.Count == 0)
                {
                    fault = token;
                    return null;
                }

                continue;
            }

            var words = token.Split('|', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words.Any(word => word.StartsWith('#') ? !TextSigns.All.Contains(word) : ScreenedText.Of(word).Folded.Length == 0))
            {
                fault = token;
                return null;
            }

            groups.Add(new([.. words.Select(word => word.StartsWith('#') ? word : ScreenedText.Of(word).Folded)], groups.Count == 0 ? 0 : gap));
            gap = UsualGap;
        }

        if (groups.Count is 0 or > MostGroups)
        {
            fault = text;
            return null;
        }

        return new(groups, inexcusable);
    }
}

/// <param name="Gap">How many letters may stand between it and the group before.</param>
public sealed record PatternGroup(IReadOnlyList<string> Words, int Gap);
