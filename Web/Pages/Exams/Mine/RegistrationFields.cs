using Pinchang.Contracts.Exams;

namespace Pinchang.Web.Pages.Exams.Mine;

/// <summary>A registration form as it is typed.</summary>
public sealed class RegistrationFields
{
    public string? Name { get; set; }

    public string? IdentityNumber { get; set; }

    public string? Ethnicity { get; set; }

    public string? PoliticalStatus { get; set; }

    public EducationLevel Education { get; set; }

    public string? Degree { get; set; }

    public string? School { get; set; }

    public string? Major { get; set; }

    public string? Graduated { get; set; }

    public string? WorkUnit { get; set; }

    public string? Address { get; set; }

    public string? Email { get; set; }

    public string? Experience { get; set; }

    public Guid? PhotoFileId { get; set; }

    public static RegistrationFields Of(RegistrationForm form) => new()
    {
        Name = form.Name,
        IdentityNumber = form.IdentityNumber,
        Ethnicity = form.Ethnicity,
        PoliticalStatus = form.PoliticalStatus,
        Education = form.Education,
        Degree = form.Degree,
        School = form.School,
        Major = form.Major,
        Graduated = form.Graduated,
        WorkUnit = form.WorkUnit,
        Address = form.Address,
        Email = form.Email,
        Experience = form.Experience,
        PhotoFileId = form.PhotoFileId,
    };

    public RegistrationForm ToForm() => new()
    {
        Name = Name?.Trim() ?? "",
        IdentityNumber = IdentityNumber?.Trim() ?? "",
        Ethnicity = Ethnicity,
        PoliticalStatus = PoliticalStatus,
        Education = Education,
        Degree = Degree,
        School = School?.Trim() ?? "",
        Major = Major?.Trim() ?? "",
        Graduated = Graduated?.Trim() ?? "",
        WorkUnit = WorkUnit,
        Address = Address?.Trim() ?? "",
        Email = Email,
        Experience = Experience,
        PhotoFileId = PhotoFileId,
    };
}
