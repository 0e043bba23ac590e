using Pinchang.Contracts.Exams;

namespace Pinchang.Web.Pages.ExamOffice;

/// <summary>A position as it is typed.</summary>
public sealed class PositionForm
{
    public string? Code { get; set; }

    public string? Name { get; set; }

    public string? Department { get; set; }

    public int Headcount { get; set; } = 1;

    public EducationLevel Education { get; set; } = EducationLevel.Bachelor;

    public string? Majors { get; set; }

    public int? MaxAge { get; set; }

    public string? Requirements { get; set; }

    public static PositionForm Of(SavePosition position) => new()
    {
        Code = position.Code,
        Name = position.Name,
        Department = position.Department,
        Headcount = position.Headcount,
        Education = position.Education,
        Majors = position.Majors,
        MaxAge = position.MaxAge,
        Requirements = position.Requirements,
    };

    public SavePosition ToRequest() => new()
    {
        Code = Code?.Trim() ?? "",
        Name = Name?.Trim() ?? "",
        Department = Department,
        Headcount = Headcount,
        Education = Education,
        Majors = Majors,
        MaxAge = MaxAge,
        Requirements = Requirements,
    };
}
