using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Registrations;

/// <summary>What a registration form may hold, and when it may be sent.</summary>
public static class FormContent
{
    /// <summary>As it is sent: everything the notice of an exam may ask for, and the photo.</summary>
    public static Refusal? Check(RegistrationForm form, DateTimeOffset now) =>
        WrittenText.Check(form.Name, 50, "name", required: true)
        ?? CheckIdentity(form.IdentityNumber, now)
        ?? WrittenText.Check(form.Ethnicity, 20, "ethnicity")
        ?? WrittenText.Check(form.PoliticalStatus, 30, "politicalStatus")
        ?? (Enum.IsDefined(form.Education) && form.Education != EducationLevel.Any ? null : CommonRefusals.Required.On("education"))
        ?? WrittenText.Check(form.Degree, 30, "degree")
        ?? WrittenText.Check(form.School, 100, "school", required: true)
        ?? WrittenText.Check(form.Major, 60, "major", required: true)
        ?? WrittenText.Check(form.Graduated, 20, "graduated", required: true)
        ?? WrittenText.Check(form.WorkUnit, 100, "workUnit")
        ?? WrittenText.Check(form.Address, 200, "address", required: true)
        ?? CheckEmail(form.Email)
        ?? WrittenText.Check(form.Experience, 3000, "experience", lines: true)
        ?? (form.PhotoFileId is null ? RegistrationRefusals.PhotoMissing.On("photoFileId") : null);

    /// <summary>As it is kept. The identity number lies elsewhere, sealed.</summary>
    public static RegistrationForm Tidy(RegistrationForm form) => form with
    {
        Name = form.Name.Trim(),
        IdentityNumber = "",
        Ethnicity = WrittenText.Tidy(form.Ethnicity),
        PoliticalStatus = WrittenText.Tidy(form.PoliticalStatus),
        Degree = WrittenText.Tidy(form.Degree),
        School = form.School.Trim(),
        Major = form.Major.Trim(),
        Graduated = form.Graduated.Trim(),
        WorkUnit = WrittenText.Tidy(form.WorkUnit),
        Address = form.Address.Trim(),
        Email = WrittenText.Tidy(form.Email),
        Experience = WrittenText.Tidy(form.Experience),
    };

    private static Refusal? CheckIdentity(string? typed, DateTimeOffset now) =>
        string.IsNullOrWhiteSpace(typed)
            ? CommonRefusals.Required.On("identityNumber")
            : IdentityNumber.Parse(typed, ChinaTime.DateOf(now)) is null ? RegistrationRefusals.IdentityMalformed.On("identityNumber") : null;

    private static Refusal? CheckEmail(string? email) =>
        WrittenText.Check(email, 100, "email")
        ?? (string.IsNullOrWhiteSpace(email) || System.Net.Mail.MailAddress.TryCreate(email.Trim(), out _) ? null : CommonRefusals.Malformed.On("email"));
}
