using Pinchang.Contracts.Screening;

namespace Pinchang.Domain.Screening;

/// <summary>A text that somebody wrote and others read.</summary>
public sealed record PastText(PastTextSource Source, string Text);

/// <summary>Holds two books against the same texts and tells where they part.</summary>
public static class ScreeningTrials
{
    public const int MostShown = 200;
    private const int Around = 40;
    private const int LongestExcerpt = 120;

    public static ScreeningTrial Run(RuleBook inForce, RuleBook draft, IEnumerable<PastText> texts, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(inForce);
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(texts);
        var changes = new List<ScreeningTrialChange>();
        var (read, newly, noLonger) = (0, 0, 0);
        foreach (var text in texts)
        {
            read++;
            var (before, after) = (inForce.Read(text.Text), draft.Read(text.Text));
            var (gained, lost) = (Beyond(after, before), Beyond(before, after));
            newly += gained.Length > 0 ? 1 : 0;
            noLonger += lost.Length > 0 ? 1 : 0;
            changes.AddRange(gained.Select(hit => Shown(text, hit, newly: true)).Concat(lost.Select(hit => Shown(text, hit, newly: false))).Take(MostShown - changes.Count));
        }

        return new(now, read, newly, noLonger, [.. changes]);
    }

    /// <summary>The first hit of each rule that the other reading does not have, or judges otherwise.</summary>
    private static ScreeningHit[] Beyond(IReadOnlyList<ScreeningHit> hits, IReadOnlyList<ScreeningHit> others) =>
    [
        .. hits.Where(hit => !others.Any(other => other.Rule.Id == hit.Rule.Id && other.Rule.Severity == hit.Rule.Severity)).DistinctBy(hit => hit.Rule.Id),
    ];

    private static ScreeningTrialChange Shown(PastText text, ScreeningHit hit, bool newly)
    {
        var start = Whole(text.Text, Math.Max(0, hit.Place.Start - Around));
        var end = Whole(text.Text, Math.Min(text.Text.Length, Math.Min(hit.Place.End + Around, start + LongestExcerpt)));
        var from = hit.Place.Start - start;
        return new(text.Source, hit.Rule.Id, hit.Rule.Name, newly, text.Text[start..end], from, Math.Min(hit.Place.End, end) - hit.Place.Start);
    }

    /// <summary>Never between the halves of one letter.</summary>
    private static int Whole(string text, int place) =>
        place > 0 && place < text.Length && char.IsLowSurrogate(text[place]) ? place - 1 : place;
}
