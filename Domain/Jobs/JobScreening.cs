using Pinchang.Contracts;
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
            .. TextMarks.Of("title", posting.Title),
            .. TextMarks.Of("experience", posting.Experience),
            .. TextMarks.Of("education", posting.Education),
            .. TextMarks.Of("description", posting.Description),
            .. TextMarks.Of("tags", TagsOf(posting)),
        ];
    }

    /// <summary>The first place that nobody lets through without a word.</summary>
    public static TextMark? Grave(PostJob posting) => Array.Find(Read(posting), mark => mark.Grave);

    public static string TagsOf(PostJob posting)
    {
        ArgumentNullException.ThrowIfNull(posting);
        return string.Join(' ', posting.Tags);
    }
}
