using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Registrations;

/// <summary>报名: a candidate's registration for one position of an exam project.</summary>
public sealed partial class Registration : IOwnedByAgency
{
    private readonly List<RegistrationEvent> _steps = [];

    private Registration()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public Guid ProjectId { get; private set; }

    /// <summary>Of the notice that was in force; officers may have removed it from their working copy since.</summary>
    public Guid PositionId { get; private set; }

    public string PositionCode { get; private set; } = "";

    public string PositionName { get; private set; } = "";

    public Guid CandidateId { get; private set; }

    public string CandidateName { get; private set; } = "";

    /// <summary>Equal for equal identity numbers, and tells nothing else.</summary>
    public byte[] IdentityKey { get; private set; } = [];

    public byte[] SealedIdentity { get; private set; } = [];

    public string MaskedIdentity { get; private set; } = "";

    /// <summary>As it was sent last, without the identity number.</summary>
    public RegistrationForm Form { get; private set; } = null!;

    public Guid? PhotoFileId { get; private set; }

    public int NoticeVersion { get; private set; }

    public int PledgeVersion { get; private set; }

    public DateTimeOffset NoticeReadAt { get; private set; }

    public DateTimeOffset PledgeSignedAt { get; private set; }

    public RegistrationState State { get; private set; }

    /// <summary>Grows with each submission.</summary>
    public int Revision { get; private set; }

    public int StepCount { get; private set; }

    public DateTimeOffset SubmittedAt { get; private set; }

    /// <summary>The reviewer who has it before them, until when.</summary>
    public Guid? ClaimedBy { get; private set; }

    public DateTimeOffset? ClaimedUntil { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public string? DecisionReason { get; private set; }

    /// <summary>When the messages about the decision leave; until then it can be taken back.</summary>
    public DateTimeOffset? ToldAt { get; private set; }

    /// <summary>Messages that wait for <see cref="ToldAt"/>.</summary>
    public Guid[] HeldMessages { get; private set; } = [];

    public DateTimeOffset? SupplementDueAt { get; private set; }

    public string? TicketNumber { get; private set; }

    public DateTimeOffset? TicketIssuedAt { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    public IReadOnlyCollection<RegistrationEvent> Steps => _steps;

    public static Outcome<Registration> Submit(
        RegistrationToMake made, SubmitRegistration command, RegisterCircumstances circumstances, DateTimeOffset now)
    {
        if (RegisterRule.Check(command.PositionId, command.Form, circumstances, now) is { } refusal)
        {
            return refusal;
        }

        var registration = new Registration
        {
            Id = made.Id,
            AgencyId = circumstances.Notice!.AgencyId,
            ProjectId = circumstances.Notice.ProjectId,
            CandidateId = made.CandidateId,
        };
        registration.Take(circumstances.Notice.PositionOf(command.PositionId)!, command.Form, made.Identity, circumstances, now);
        registration.Note(RegistrationStepKind.Submitted, made.CandidateId, null, now);
        return registration;
    }

    /// <summary>
    /// The candidate sends it anew: while it waits or was refused within the window, and a supplement until it is due.
    /// Approved it is frozen.
    /// </summary>
    public Outcome<Registration> Resubmit(SealedIdentity identity, ResubmitRegistration command, RegisterCircumstances circumstances, DateTimeOffset now)
    {
        var refusal = WhyNotChangeable(circumstances.Notice!.ClosesAt, now)
            ?? WrittenText.Check(command.Note, 500, "note", lines: true)
            ?? FormContent.Check(command.Form, now)
            ?? Acknowledgement.WhyNotEnough(circumstances.Acknowledgement, circumstances.Notice, command.Form.Name)
            ?? RegisterRule.CheckRequirements(command.PositionId, command.Form, circumstances, now);
        if (refusal is not null)
        {
            return refusal;
        }

        Take(circumstances.Notice.PositionOf(command.PositionId)!, command.Form, identity, circumstances, now);
        Note(RegistrationStepKind.Resubmitted, CandidateId, WrittenText.Tidy(command.Note), now);
        return this;
    }

    /// <summary>Why the candidate cannot change it now, or null.</summary>
    public Refusal? WhyNotChangeable(DateTimeOffset closesAt, DateTimeOffset now) => State switch
    {
        RegistrationState.Approved => RegistrationRefusals.Frozen,
        RegistrationState.Withdrawn => RegistrationRefusals.Withdrawn,
        RegistrationState.SupplementAsked => now < Later(closesAt, SupplementDueAt!.Value)
            ? null
            : RegistrationRefusals.SupplementTooLate.With(ChinaTime.Text(Later(closesAt, SupplementDueAt.Value))),
        _ => now < closesAt ? null : RegistrationRefusals.Closed.With(ChinaTime.Text(closesAt)),
    };

    /// <summary>The candidate takes it back, and may register anew within the window. Approved it stays.</summary>
    public Outcome<Registration> Withdraw(DateTimeOffset now)
    {
        if (State == RegistrationState.Approved)
        {
            return RegistrationRefusals.Frozen;
        }

        if (State != RegistrationState.Withdrawn)
        {
            (State, WithdrawnAt) = (RegistrationState.Withdrawn, now);
            (ToldAt, HeldMessages) = (null, []);
            Note(RegistrationStepKind.Withdrawn, CandidateId, null, now);
        }

        return this;
    }

    private void Take(PositionDetails position, RegistrationForm form, SealedIdentity identity, RegisterCircumstances circumstances, DateTimeOffset now)
    {
        (PositionId, PositionCode, PositionName) = (position.Id, position.Content.Code, position.Content.Name);
        CandidateName = form.Name.Trim();
        (IdentityKey, SealedIdentity, MaskedIdentity) = (identity.Key, identity.Sealed, identity.Masked);
        Form = FormContent.Tidy(form);
        PhotoFileId = form.PhotoFileId;
        var given = circumstances.Acknowledgement!;
        (NoticeVersion, NoticeReadAt) = (given.NoticeVersion, given.NoticeReadAt);
        (PledgeVersion, PledgeSignedAt) = (given.PledgeVersion, given.PledgeSignedAt);
        State = RegistrationState.Submitted;
        Revision++;
        SubmittedAt = now;
        (ClaimedBy, ClaimedUntil) = (null, null);
        (DecidedAt, DecidedBy, DecisionReason, SupplementDueAt) = (null, null, null, null);
        (ToldAt, HeldMessages) = (null, []);
    }

    private void Note(RegistrationStepKind kind, Guid actorId, string? text, DateTimeOffset now) =>
        _steps.Add(new()
        {
            RegistrationId = Id,
            Number = ++StepCount,
            Kind = kind,
            At = now,
            ActorId = actorId,
            Text = text,
            Form = kind is RegistrationStepKind.Submitted or RegistrationStepKind.Resubmitted ? Form : null,
            PositionId = kind is RegistrationStepKind.Submitted or RegistrationStepKind.Resubmitted ? PositionId : null,
        });

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

/// <summary>Who registers, with what identity.</summary>
public sealed record RegistrationToMake(Guid Id, Guid CandidateId, SealedIdentity Identity);

/// <summary>An identity number as it is stored: comparable, openable only with the master key, and readable masked.</summary>
public sealed record SealedIdentity(byte[] Key, byte[] Sealed, string Masked);

/// <summary>One step of a registration, as it was kept.</summary>
public sealed class RegistrationEvent
{
    public required Guid RegistrationId { get; init; }

    public required int Number { get; init; }

    public required RegistrationStepKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Guid ActorId { get; init; }

    public string? Text { get; init; }

    public RegistrationForm? Form { get; init; }

    public Guid? PositionId { get; init; }
}
