using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Screening;

namespace Pinchang.Domain.Exams.Projects;

/// <summary>An exam's notice and positions held against the same rules as job texts. A contact is asked for by EX-5.4 and is not read.</summary>
public static class NoticeScreening
{
    public static TextMark[] Read(SaveExamProject content, IEnumerable<PositionDetails> positions)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Read(content.Name, content.Introduction, content.Guide, content.Arrangements, positions);
    }

    public static TextMark[] Read(ExamNoticeContents contents)
    {
        ArgumentNullException.ThrowIfNull(contents);
        return Read(contents.Title, contents.Introduction, contents.Guide, contents.Arrangements, contents.Positions);
    }

    private static TextMark[] Read(string name, string? introduction, string? guide, string? arrangements, IEnumerable<PositionDetails> positions) =>
    [
        .. TextMarks.Of("name", name),
        .. TextMarks.Of("introduction", introduction),
        .. positions.Select(position => position.Content).SelectMany(position => (TextMark[])
        [
            .. TextMarks.Of($"positions.{position.Code}.name", position.Name),
            .. TextMarks.Of($"positions.{position.Code}.majors", position.Majors),
            .. TextMarks.Of($"positions.{position.Code}.requirements", position.Requirements),
        ]),
        .. TextMarks.Of("guide", guide),
        .. TextMarks.Of("arrangements", arrangements),
    ];
}
