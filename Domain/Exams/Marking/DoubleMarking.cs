using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Marking;

/// <summary>Where an answer stands after the marks it has: what it still needs, or its points.</summary>
public readonly record struct MarkingVerdict(MarkingTaskState State, decimal? Points, Settlement? By)
{
    internal static readonly MarkingVerdict NeedsMarks = new(MarkingTaskState.Marking, null, null);
    internal static readonly MarkingVerdict NeedsThird = new(MarkingTaskState.ThirdMark, null, null);
    internal static readonly MarkingVerdict NeedsAdjudication = new(MarkingTaskState.Adjudication, null, null);

    internal static MarkingVerdict Settle(decimal points, Settlement by) => new(MarkingTaskState.Settled, points, by);
}

/// <summary>
/// 双评: two blind marks within the threshold give their mean; else a third marker. The third and the one it lies near within the
/// threshold give their mean; near both, the closer one counts, and midway between both its own value, which favours neither.
/// Near neither: an adjudicator. Means are kept exact (quarter points); only a total is rounded. See docs/adr/0011-double-marking.md.
/// </summary>
public static class DoubleMarking
{
    /// <param name="marks">The blind marks in the order in which they were given; at most three.</param>
    public static MarkingVerdict Judge(IReadOnlyList<decimal> marks, decimal threshold) => marks switch
    {
        [] or [_] => MarkingVerdict.NeedsMarks,
        [var first, var second] => Math.Abs(first - second) <= threshold
            ? MarkingVerdict.Settle((first + second) / 2, Settlement.Mean)
            : MarkingVerdict.NeedsThird,
        [var first, var second, var third] => JudgeThird(first, second, third, threshold),
        _ => throw new ArgumentException("An answer has at most three blind marks.", nameof(marks)),
    };

    private static MarkingVerdict JudgeThird(decimal first, decimal second, decimal third, decimal threshold)
    {
        var (toFirst, toSecond) = (Math.Abs(third - first), Math.Abs(third - second));
        if (Math.Min(toFirst, toSecond) > threshold)
        {
            return MarkingVerdict.NeedsAdjudication;
        }

        var points = toFirst == toSecond ? third : ((toFirst < toSecond ? first : second) + third) / 2;
        return MarkingVerdict.Settle(points, Settlement.ThirdMark);
    }

    /// <summary>Why these points cannot be given, or null.</summary>
    public static Contracts.Refusal? CheckPoints(decimal points, decimal max, decimal step)
    {
        if (points < 0 || points > max)
        {
            return MarkingRefusals.PointsOutOfRange.With(Text(max)).On("points");
        }

        // The full points can always be given, even where they are no multiple of the step.
        return points == max || points % step == 0 ? null : MarkingRefusals.PointsOffStep.With(Text(step)).On("points");
    }

    /// <summary>The threshold of a question: the share of its points to the next step up, so that it is never smaller than what was set.</summary>
    public static decimal ThresholdOf(decimal points, MarkingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Math.Ceiling(points * settings.ThresholdShare / settings.Step) * settings.Step;
    }

    private static string Text(decimal points) => points.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
}
