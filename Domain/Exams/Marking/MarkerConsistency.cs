using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Marking;

/// <summary>A mark with what it is measured by.</summary>
public sealed record MeasuredMark(
    Guid TaskId, Guid MarkerId, MarkKind Kind, decimal Points, decimal MaxPoints, decimal Threshold, decimal? SettledPoints, int Seconds);

/// <summary>How each marker marks, against the others and against himself.</summary>
public static class MarkerConsistency
{
    public static IReadOnlyList<MarkerFigures> Of(IReadOnlyCollection<MeasuredMark> marks, IReadOnlyDictionary<Guid, string> names)
    {
        ArgumentNullException.ThrowIfNull(marks);
        ArgumentNullException.ThrowIfNull(names);
        var blind = marks.Where(mark => mark.Kind.IsBlind()).ToArray();
        var byTask = blind.ToLookup(mark => mark.TaskId);
        var repeats = marks.Where(mark => mark.Kind == MarkKind.SelfCheck).ToLookup(mark => mark.MarkerId);
        return [.. blind.GroupBy(mark => mark.MarkerId).Select(own => Figures(own.Key, [.. own]))];

        MarkerFigures Figures(Guid marker, MeasuredMark[] own)
        {
            var shares = own.Select(Share).ToArray();
            var mean = shares.Average();
            var differences = own
                .Select(mark => (Own: Share(mark), Others: byTask[mark.TaskId].Where(other => other.MarkerId != marker).Select(Share).ToArray()))
                .Where(pair => pair.Others.Length > 0)
                .Select(pair => pair.Own - pair.Others.Average())
                .ToArray();
            var settled = own.Where(mark => mark.SettledPoints is not null).ToArray();
            var again = repeats[marker].Select(repeat => (repeat, first: own.FirstOrDefault(mark => mark.TaskId == repeat.TaskId))).Where(pair => pair.first is not null).ToArray();
            return new()
            {
                MarkerId = marker,
                Name = names.GetValueOrDefault(marker, ""),
                Marks = own.Length,
                SecondsPerMark = (int)Math.Round(own.Average(mark => mark.Seconds)),
                Mean = Round(mean),
                Spread = Round((decimal)Math.Sqrt((double)shares.Average(share => (share - mean) * (share - mean)))),
                Leaning = differences.Length == 0 ? null : Round(differences.Average()),
                Agreement = ShareOf(settled, mark => Math.Abs(mark.Points - mark.SettledPoints!.Value) <= mark.Threshold),
                SelfChecks = again.Length,
                SelfAgreement = ShareOf(again, pair => Math.Abs(pair.repeat.Points - pair.first!.Points) <= pair.repeat.Threshold),
            };
        }
    }

    private static decimal Share(MeasuredMark mark) => mark.MaxPoints == 0 ? 0 : mark.Points / mark.MaxPoints;

    private static decimal? ShareOf<T>(IReadOnlyCollection<T> all, Func<T, bool> which) =>
        all.Count == 0 ? null : Round((decimal)all.Count(which) / all.Count);

    private static decimal Round(decimal value) => Math.Round(value, 3, MidpointRounding.AwayFromZero);
}
