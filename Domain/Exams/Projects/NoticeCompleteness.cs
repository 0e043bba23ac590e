using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Projects;

/// <summary>EX-5.4: client, positions and their requirements, registration time, contact. 待定 is not a content.</summary>
public static class NoticeCompleteness
{
    private static readonly Dictionary<string, string> Names = new()
    {
        [NoticeContent.Client] = "招考单位",
        [NoticeContent.Introduction] = "招考说明",
        [NoticeContent.Positions] = "招考职位",
        [NoticeContent.Requirements] = "职位条件",
        [NoticeContent.RegistrationTime] = "报名时间",
        [NoticeContent.Contact] = "联系方式",
    };

    /// <summary>The contents that are missing or only promised, in the order in which a notice says them.</summary>
    public static string[] Missing(NoticeSources sources)
    {
        var project = sources.Project;
        (string Code, bool IsMissing)[] contents =
        [
            (NoticeContent.Client, NoticeText.IsMissing(sources.ClientName)),
            (NoticeContent.Introduction, NoticeText.IsMissing(project.Introduction)),
            (NoticeContent.Positions, sources.Positions.Count == 0 || sources.Positions.Any(position => NoticeText.IsMissing(position.Name))),
            (NoticeContent.Requirements, sources.Positions.Count == 0 || sources.Positions.Any(LacksRequirements)),
            (NoticeContent.RegistrationTime, project.RegistrationOpensAt is null || project.RegistrationClosesAt is null),
            (NoticeContent.Contact, NoticeText.IsMissing(project.ContactName) || NoticeText.IsMissing(project.ContactPhone)),
        ];
        return [.. contents.Where(content => content.IsMissing).Select(content => content.Code)];
    }

    public static string NameOf(string code) => Names[code];

    public static bool IsSame(ExamNoticeContents one, ExamNoticeContents other) =>
        one with { Positions = other.Positions } == other && one.Positions.SequenceEqual(other.Positions);

    // Each position says somewhere who may come: a level, majors, an age or words of its own; and none of the words is 待定.
    private static bool LacksRequirements(Position position) =>
        (position.Education == EducationLevel.Any && position.Majors is null && position.MaxAge is null && position.Requirements is null)
        || IsPromised(position.Majors) || IsPromised(position.Requirements);

    private static bool IsPromised(string? text) => text is not null && text is not "无" and not "不限" && NoticeText.IsMissing(text);
}
