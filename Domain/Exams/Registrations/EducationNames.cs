using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Registrations;

/// <summary>Levels as notices and refusals word them.</summary>
public static class EducationNames
{
    public static string Of(EducationLevel level) => level switch
    {
        EducationLevel.Any => "不限",
        EducationLevel.Secondary => "高中（中专）",
        EducationLevel.JuniorCollege => "大专",
        EducationLevel.Bachelor => "本科",
        EducationLevel.Master => "硕士研究生",
        EducationLevel.Doctor => "博士研究生",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };
}
