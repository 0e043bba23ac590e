using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Projects;

/// <summary>招考职位 of a project, as its officers work on it; candidates choose among those of the published notice.</summary>
public sealed class Position : IOwnedByAgency
{
    private Position()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public Guid ProjectId { get; private set; }

    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string? Department { get; private set; }

    public int Headcount { get; private set; }

    public EducationLevel Education { get; private set; }

    public string? Majors { get; private set; }

    public int? MaxAge { get; private set; }

    public string? Requirements { get; private set; }

    public static Outcome<Position> Add(Guid id, ExamProject project, SavePosition command) =>
        new Position { Id = id, AgencyId = project.AgencyId, ProjectId = project.Id }.Save(command);

    public Outcome<Position> Save(SavePosition command)
    {
        if (ExamProjectText.Check(command) is { } refusal)
        {
            return refusal;
        }

        Code = command.Code.Trim();
        Name = command.Name.Trim();
        Department = WrittenText.Tidy(command.Department);
        Headcount = command.Headcount;
        Education = command.Education;
        Majors = WrittenText.Tidy(command.Majors);
        MaxAge = command.MaxAge;
        Requirements = WrittenText.Tidy(command.Requirements);
        return this;
    }

    public PositionDetails Details => new()
    {
        Id = Id,
        Content = new()
        {
            Code = Code,
            Name = Name,
            Department = Department,
            Headcount = Headcount,
            Education = Education,
            Majors = Majors,
            MaxAge = MaxAge,
            Requirements = Requirements,
        },
    };
}
