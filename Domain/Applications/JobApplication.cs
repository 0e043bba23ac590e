using Pinchang.Contracts;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.Resumes;

namespace Pinchang.Domain.Applications;

/// <summary>A candidate's application for a job, with the résumé as it was sent.</summary>
public sealed class JobApplication : IOwnedByAgency
{
    private JobApplication()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public Guid EmployerId { get; private set; }

    public Guid JobId { get; private set; }

    /// <summary>The version of the job's text that the candidate applied for.</summary>
    public int JobVersion { get; private set; }

    public Guid CandidateId { get; private set; }

    /// <summary>The room and the session in it from which it was sent, if any.</summary>
    public Guid? RoomId { get; private set; }

    public Guid? SessionId { get; private set; }

    public Guid? CardId { get; private set; }

    /// <summary>The fair's booth from which it was sent, if any.</summary>
    public Guid? BoothId { get; private set; }

    public string CandidateName { get; private set; } = "";

    public string? Headline { get; private set; }

    public SaveResume Resume { get; private set; } = null!;

    public Guid? AttachmentId { get; private set; }

    public string? Message { get; private set; }

    public ApplicationState State { get; private set; }

    public DateTimeOffset AppliedAt { get; private set; }

    /// <summary>When the employer first opened it.</summary>
    public DateTimeOffset? ViewedAt { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public Guid? DecidedBy { get; private set; }

    /// <summary>The employer's own note; the candidate does not see it.</summary>
    public string? Note { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    public static Outcome<JobApplication> Send(Guid id, Guid candidateId, Apply command, ApplyCircumstances circumstances, DateTimeOffset now)
    {
        if (ApplyRule.Check(command, circumstances, now) is { } refusal)
        {
            return refusal;
        }

        var resume = circumstances.Resume!;
        return new JobApplication
        {
            Id = id,
            AgencyId = circumstances.Job!.AgencyId,
            EmployerId = circumstances.Job.EmployerId,
            JobId = circumstances.Job.Id,
            JobVersion = circumstances.Job.ApprovedVersion!.Value,
            CandidateId = candidateId,
            RoomId = command.RoomId,
            SessionId = circumstances.Place?.SessionId,
            CardId = command.CardId,
            BoothId = command.BoothId,
            CandidateName = resume.Name,
            Headline = resume.Headline,
            Resume = resume,
            AttachmentId = resume.AttachmentId,
            Message = WrittenText.Tidy(command.Message),
            State = ApplicationState.Received,
            AppliedAt = now,
        };
    }

    /// <summary>The employer opened it.</summary>
    public void Open(DateTimeOffset now)
    {
        ViewedAt ??= now;
        if (State == ApplicationState.Received)
        {
            State = ApplicationState.Viewed;
        }
    }

    /// <summary>The employer keeps the candidate in view or declines; it may think again until the candidate withdraws.</summary>
    public Outcome<JobApplication> Decide(DecideApplication decision, Guid memberId, DateTimeOffset now)
    {
        if (State == ApplicationState.Withdrawn)
        {
            return ApplicationRefusals.Withdrawn.With(ChinaTime.Text(WithdrawnAt ?? now));
        }

        if (decision.State is not (ApplicationState.Shortlisted or ApplicationState.Declined))
        {
            return CommonRefusals.Malformed.On("state");
        }

        if (WrittenText.Check(decision.Note, 500, "note", lines: true) is { } refusal)
        {
            return refusal;
        }

        ViewedAt ??= now;
        (State, DecidedAt, DecidedBy, Note) = (decision.State, now, memberId, WrittenText.Tidy(decision.Note));
        return this;
    }

    /// <summary>The candidate takes it back; a second time changes nothing.</summary>
    public void Withdraw(DateTimeOffset now)
    {
        if (WithdrawnAt is null)
        {
            (State, WithdrawnAt) = (ApplicationState.Withdrawn, now);
        }
    }
}
