using Pinchang.Contracts.Jobs;
using Pinchang.Domain.Screening;

namespace Pinchang.Domain.Jobs;

/// <summary>LH-5.1.3c: a job's text held against the rules. It is marked and never turned away: a person decides on every job.</summary>
public static class JobScreening
{
    /// <summary>In the order in which the text is read.</summary>
    public static TextMark[] Read(PostJob posting)
    {
        ArgumentNullException.ThrowIfNull(posting);
        return
        [
            .. MarksOf("title", posting.Title),
            .. MarksOf("experience", posting.Experience),
            .. MarksOf("education", posting.Education),
            .. MarksOf("description", posting.Description),
            .. MarksOf("tags", TagsOf(posting)),
        ];
    }

    /// <summary>The first place that nobody lets through without a word.</summary>
    public static TextMark? Grave(PostJob posting) => Array.Find(Read(posting), mark => mark.Grave);

    public static string TagsOf(PostJob posting)
    {
        ArgumentNullException.ThrowIfNull(posting);
        return string.Join(' ', posting.Tags);
    }

    private static IEnumerable<TextMark> MarksOf(string field, string text) =>
        from hit in Screener.Read(text)
        orderby hit.Place.Start
        select new TextMark(
            field,
            hit.Rule.Id,
            hit.Rule.Name,
            hit.Rule.Clause,
            hit.Rule.Severity == ScreeningSeverity.Refused,
            hit.Words,
            hit.Place.Start,
            hit.Place.End - hit.Place.Start);
}
