using Pinchang.Contracts.Exams;
using Pinchang.Web.Shown;

namespace Pinchang.Web.Pages.ExamOffice;

/// <summary>A project as it is typed, times as China's clock shows them.</summary>
public sealed class ProjectForm
{
    public string? Name { get; set; }

    public Guid? ClientId { get; set; }

    public DateTime? RegistrationOpensAt { get; set; }

    public DateTime? RegistrationClosesAt { get; set; }

    public string? ContactName { get; set; }

    public string? ContactPhone { get; set; }

    public string? Introduction { get; set; }

    public string? Guide { get; set; }

    public string? Arrangements { get; set; }

    public static ProjectForm Of(SaveExamProject project) => new()
    {
        Name = project.Name,
        ClientId = project.ClientId,
        RegistrationOpensAt = project.RegistrationOpensAt is { } opens ? Moments.Local(opens).DateTime : null,
        RegistrationClosesAt = project.RegistrationClosesAt is { } closes ? Moments.Local(closes).DateTime : null,
        ContactName = project.ContactName,
        ContactPhone = project.ContactPhone,
        Introduction = project.Introduction,
        Guide = project.Guide,
        Arrangements = project.Arrangements,
    };

    public SaveExamProject ToRequest() => new()
    {
        Name = Name?.Trim() ?? "",
        ClientId = ClientId ?? default,
        RegistrationOpensAt = RegistrationOpensAt is { } opens ? Moments.FromLocal(opens) : null,
        RegistrationClosesAt = RegistrationClosesAt is { } closes ? Moments.FromLocal(closes) : null,
        ContactName = ContactName,
        ContactPhone = ContactPhone,
        Introduction = Introduction,
        Guide = Guide,
        Arrangements = Arrangements,
    };
}
