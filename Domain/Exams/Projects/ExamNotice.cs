using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Screening;

namespace Pinchang.Domain.Exams.Projects;

/// <summary>招考公告: one version of it, as it was published. The newest is in force.</summary>
public sealed class ExamNotice : IOwnedByAgency
{
    private ExamNotice()
    {
    }

    public Guid ProjectId { get; private set; }

    public int Version { get; private set; }

    public Guid AgencyId { get; private set; }

    public string Title { get; private set; } = "";

    public string ClientName { get; private set; } = "";

    public DateTimeOffset OpensAt { get; private set; }

    public DateTimeOffset ClosesAt { get; private set; }

    public int Headcount { get; private set; }

    public ExamNoticeContents Contents { get; private set; } = null!;

    /// <summary>Why it replaced the one before.</summary>
    public string? Reason { get; private set; }

    /// <summary>Why what a rule forbids by itself is in it.</summary>
    public string? Ground { get; private set; }

    public Guid PublishedBy { get; private set; }

    public DateTimeOffset PublishedAt { get; private set; }

    public PositionDetails? PositionOf(Guid positionId) => Contents.Positions.FirstOrDefault(position => position.Id == positionId);

    /// <summary>EX-5.4: publishes what the project holds, or names what is missing.</summary>
    public static Outcome<ExamNotice> Publish(NoticeSources sources, ExamNotice? before, PublishNotice command, Guid officerId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(command);
        var reason = command.Reason;
        var missing = NoticeCompleteness.Missing(sources);
        if (missing.Length > 0)
        {
            return ExamProjectRefusals.NoticeIncomplete.With(string.Join('、', missing.Select(NoticeCompleteness.NameOf)));
        }

        var contents = sources.ToContents();
        if (before is null && contents.RegistrationClosesAt <= now)
        {
            return ExamProjectRefusals.NoticeTooLate.On("registrationClosesAt");
        }

        if (before is not null && NoticeCompleteness.IsSame(before.Contents, contents))
        {
            return ExamProjectRefusals.NoticeUnchanged;
        }

        if (before is not null && NoticeText.IsMissing(reason))
        {
            return ExamProjectRefusals.NoticeReasonRequired.On("reason");
        }

        if ((WrittenText.Check(reason, 500, "reason", lines: true)
            ?? TextMarks.WhyNotOn(command.Ground, NoticeScreening.Read(contents), before is null ? [] : NoticeScreening.Read(before.Contents))) is { } refusal)
        {
            return refusal;
        }

        return new ExamNotice
        {
            ProjectId = sources.Project.Id,
            Version = (before?.Version ?? 0) + 1,
            AgencyId = sources.Project.AgencyId,
            Title = contents.Title,
            ClientName = contents.ClientName,
            OpensAt = contents.RegistrationOpensAt,
            ClosesAt = contents.RegistrationClosesAt,
            Headcount = contents.Positions.Sum(position => position.Content.Headcount),
            Contents = contents,
            Reason = before is null ? null : WrittenText.Tidy(reason),
            Ground = WrittenText.Tidy(command.Ground),
            PublishedBy = officerId,
            PublishedAt = now,
        };
    }

    public RegistrationPhase PhaseAt(DateTimeOffset now) => RegistrationWindow.PhaseAt(OpensAt, ClosesAt, now);
}

/// <summary>What a notice is made of.</summary>
public sealed record NoticeSources(ExamProject Project, string? ClientName, string AgencyName, IReadOnlyCollection<Position> Positions)
{
    public ExamNoticeContents ToContents() => new()
    {
        Title = Project.Name,
        ClientName = ClientName!,
        AgencyName = AgencyName,
        RegistrationOpensAt = Project.RegistrationOpensAt!.Value,
        RegistrationClosesAt = Project.RegistrationClosesAt!.Value,
        ContactName = Project.ContactName!,
        ContactPhone = Project.ContactPhone!,
        Introduction = Project.Introduction!,
        Guide = Project.Guide,
        Arrangements = Project.Arrangements,
        Positions = [.. Positions.OrderBy(position => position.Code, StringComparer.Ordinal).Select(position => position.Details)],
    };
}
