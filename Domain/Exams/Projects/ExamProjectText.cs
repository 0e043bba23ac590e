using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Projects;

/// <summary>What officers may write of a project and its positions.</summary>
public static class ExamProjectText
{
    public static Refusal? Check(SaveExamProject command) =>
        WrittenText.Check(command.Name, 80, "name", required: true)
        ?? (command.ClientId == Guid.Empty ? CommonRefusals.Required.On("clientId") : null)
        ?? (command.RegistrationClosesAt <= command.RegistrationOpensAt ? ExamProjectRefusals.ClosesBeforeOpening.On("registrationClosesAt") : null)
        ?? WrittenText.Check(command.ContactName, 50, "contactName")
        ?? CheckPhone(command.ContactPhone)
        ?? WrittenText.Check(command.Introduction, 8000, "introduction", lines: true)
        ?? WrittenText.Check(command.Guide, 8000, "guide", lines: true)
        ?? WrittenText.Check(command.Arrangements, 8000, "arrangements", lines: true);

    public static Refusal? Check(SavePosition command) =>
        WrittenText.Check(command.Code, 20, "code", required: true)
        ?? WrittenText.Check(command.Name, 60, "name", required: true)
        ?? WrittenText.Check(command.Department, 80, "department")
        ?? (command.Headcount is < 1 or > 999 ? CommonRefusals.OutOfRange.With("1", "999").On("headcount") : null)
        ?? (Enum.IsDefined(command.Education) ? null : CommonRefusals.Malformed.On("education"))
        ?? WrittenText.Check(command.Majors, 300, "majors")
        ?? (command.MaxAge is < 16 or > 70 ? CommonRefusals.OutOfRange.With("16", "70").On("maxAge") : null)
        ?? WrittenText.Check(command.Requirements, 1000, "requirements", lines: true);

    // Landlines with extensions and several numbers are usual; what cannot be dialled is not a contact. 待定 is caught when published.
    private static Refusal? CheckPhone(string? phone) =>
        WrittenText.Check(phone, 60, "contactPhone")
        ?? (string.IsNullOrWhiteSpace(phone) || NoticeText.IsPlaceholder(phone) || phone.Count(char.IsAsciiDigit) >= 5
            ? null
            : ExamProjectRefusals.PhoneMalformed.On("contactPhone"));
}
