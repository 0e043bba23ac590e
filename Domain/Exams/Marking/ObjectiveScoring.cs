using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Marking;

/// <summary>
/// Points of the parts that have one right answer. Pure: the same answer, key and settings give the same points for ever.
/// The independent scorer computes them again by another way and from other data; neither may call the other.
/// </summary>
public static class ObjectiveScoring
{
    /// <summary>Single choice and true/false: exactly the right option, alone.</summary>
    public static decimal ScoreSingle(IReadOnlyCollection<string> right, IReadOnlyCollection<string>? chosen, decimal points) =>
        chosen is { Count: > 0 } && chosen.Distinct(StringComparer.Ordinal).ToArray() is [var only] && right.Contains(only) ? points : 0;

    /// <summary>
    /// Multiple choice: all right options earn the points, one wrong one nothing. Some right and none wrong (少选) earn
    /// <paramref name="pointsPerRightOption"/> each, or nothing where the paper sets none, and never the full points.
    /// </summary>
    public static decimal ScoreMultiple(
        IReadOnlyCollection<string> right, IReadOnlyCollection<string>? chosen, decimal points, decimal? pointsPerRightOption)
    {
        var wanted = right.ToHashSet(StringComparer.Ordinal);
        var given = (chosen ?? []).ToHashSet(StringComparer.Ordinal);
        if (given.Count == 0 || wanted.Count == 0 || !given.IsSubsetOf(wanted))
        {
            return 0;
        }

        return given.Count == wanted.Count ? points : Math.Min(points, (pointsPerRightOption ?? 0) * given.Count);
    }

    /// <summary>
    /// Fill-in: each blank that matches one of its accepted variants earns its equal share. In any order, each accepted answer counts
    /// once, and the most that can be matched are. Blanks beyond the question's are not read.
    /// </summary>
    public static decimal ScoreBlanks(
        IReadOnlyList<string[]> accepted, bool inAnyOrder, IReadOnlyList<string?>? given, decimal points, MarkingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (accepted.Count == 0 || given is null)
        {
            return 0;
        }

        var variants = accepted.Select(blank => blank.Select(variant => AnswerText.Normalise(variant, settings)).Where(variant => variant.Length > 0).ToHashSet(StringComparer.Ordinal)).ToArray();
        var written = given.Take(accepted.Count).Select(text => AnswerText.Normalise(text, settings)).ToArray();
        var right = inAnyOrder ? Pairs(variants, written) : written.Where((text, blank) => variants[blank].Contains(text)).Count();
        return right == accepted.Count ? points : Round(points * right / accepted.Count);
    }

    /// <summary>Points are kept to the hundredth, a half going up.</summary>
    internal static decimal Round(decimal points) => Math.Round(points, 2, MidpointRounding.AwayFromZero);

    /// <summary>The most blanks that can each have an accepted answer of their own: augmenting paths.</summary>
    private static int Pairs(HashSet<string>[] variants, string[] written)
    {
        var takenBy = Enumerable.Repeat(-1, variants.Length).ToArray();
        return Enumerable.Range(0, written.Length).Count(blank => Place(blank, new bool[variants.Length]));

        bool Place(int blank, bool[] tried)
        {
            for (var answer = 0; answer < variants.Length; answer++)
            {
                if (tried[answer] || !variants[answer].Contains(written[blank]))
                {
                    continue;
                }

                tried[answer] = true;
                if (takenBy[answer] < 0 || Place(takenBy[answer], tried))
                {
                    takenBy[answer] = blank;
                    return true;
                }
            }

            return false;
        }
    }
}
