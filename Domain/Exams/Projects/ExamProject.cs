using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Projects;

/// <summary>
/// 网络招考项目. It holds what its officers work on; what binds candidates is the notice that was published last
/// (<see cref="ExamNotice"/>), whatever is changed here until the next one.
/// </summary>
public sealed class ExamProject : IOwnedByAgency
{
    private ExamProject()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    /// <summary>招考单位.</summary>
    public Guid ClientId { get; private set; }

    /// <summary>Counts the agency's projects; part of each ticket number.</summary>
    public int Serial { get; private set; }

    public string Name { get; private set; } = "";

    public DateTimeOffset? RegistrationOpensAt { get; private set; }

    public DateTimeOffset? RegistrationClosesAt { get; private set; }

    public string? ContactName { get; private set; }

    public string? ContactPhone { get; private set; }

    public string? Introduction { get; private set; }

    public string? Guide { get; private set; }

    public string? Arrangements { get; private set; }

    /// <summary>The notice in force; 0 when none is.</summary>
    public int NoticeVersion { get; private set; }

    /// <summary>The last ticket number that was given out.</summary>
    public int LastTicket { get; private set; }

    public Guid CreatedBy { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public bool IsPublished => NoticeVersion > 0;

    public static Outcome<ExamProject> Create(NewExamProject made, SaveExamProject command, DateTimeOffset now) =>
        new ExamProject
        {
            Id = made.Id,
            AgencyId = made.AgencyId,
            Serial = made.Serial,
            CreatedBy = made.OfficerId,
            CreatedAt = now,
        }.Save(command, now);

    /// <summary>Takes over what an officer wrote. The client of a published exam stays who it is.</summary>
    public Outcome<ExamProject> Save(SaveExamProject command, DateTimeOffset now)
    {
        if (ExamProjectText.Check(command) is { } refusal)
        {
            return refusal;
        }

        if (IsPublished && command.ClientId != ClientId)
        {
            return ExamProjectRefusals.ClientUnknown.On("clientId");
        }

        ClientId = command.ClientId;
        Name = command.Name.Trim();
        RegistrationOpensAt = command.RegistrationOpensAt?.ToUniversalTime();
        RegistrationClosesAt = command.RegistrationClosesAt?.ToUniversalTime();
        ContactName = WrittenText.Tidy(command.ContactName);
        ContactPhone = WrittenText.Tidy(command.ContactPhone);
        Introduction = WrittenText.Tidy(command.Introduction);
        Guide = WrittenText.Tidy(command.Guide);
        Arrangements = WrittenText.Tidy(command.Arrangements);
        ChangedAt = now;
        return this;
    }

    /// <summary>A position was added, changed or removed.</summary>
    public void Touch(DateTimeOffset now) => ChangedAt = now;

    public void PublishedAs(ExamNotice notice) => NoticeVersion = notice.Version;

    /// <summary>The next ticket number of this exam, never given before.</summary>
    public string NextTicketNumber() => TicketNumber.Of(CreatedAt, Serial, ++LastTicket);

    public SaveExamProject Content => new()
    {
        Name = Name,
        ClientId = ClientId,
        RegistrationOpensAt = RegistrationOpensAt,
        RegistrationClosesAt = RegistrationClosesAt,
        ContactName = ContactName,
        ContactPhone = ContactPhone,
        Introduction = Introduction,
        Guide = Guide,
        Arrangements = Arrangements,
    };
}

/// <summary>Who makes a project, and as the agency's how-manieth.</summary>
public sealed record NewExamProject(Guid Id, Guid AgencyId, Guid OfficerId, int Serial);
