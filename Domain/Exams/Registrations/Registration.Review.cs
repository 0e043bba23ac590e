using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Projects;

namespace Pinchang.Domain.Exams.Registrations;

/// <summary>资格审核, and the ticket that follows it.</summary>
public sealed partial class Registration
{
    /// <summary>How long a reviewer can take a decision back; the candidate is told afterwards.</summary>
    public static readonly TimeSpan UndoWindow = TimeSpan.FromMinutes(10);

    /// <summary>How long a registration stays with the reviewer who took it.</summary>
    public static readonly TimeSpan ClaimTime = TimeSpan.FromMinutes(15);

    /// <summary>How long a candidate has at least to hand something in.</summary>
    public static readonly TimeSpan SupplementTime = TimeSpan.FromHours(48);

    public bool IsWithAnother(Guid reviewerId, DateTimeOffset now) => ClaimedBy is { } holder && holder != reviewerId && now < ClaimedUntil;

    public void Claim(Guid reviewerId, DateTimeOffset now) => (ClaimedBy, ClaimedUntil) = (reviewerId, now + ClaimTime);

    public void Release() => (ClaimedBy, ClaimedUntil) = (null, null);

    /// <summary>Handed in, or asked for more that did not come in time.</summary>
    public bool WaitsForReview(DateTimeOffset now) =>
        State == RegistrationState.Submitted || (State == RegistrationState.SupplementAsked && SupplementDueAt <= now);

    /// <summary>EX-6.2: passes, refuses or asks for more; whoever does not pass is told why.</summary>
    public Outcome<Registration> Decide(DecideRegistration command, Guid reviewerId, DateTimeOffset now)
    {
        if (!WaitsForReview(now))
        {
            return RegistrationRefusals.NotWaiting;
        }

        if (command.Revision != Revision)
        {
            return RegistrationRefusals.Changed;
        }

        if (IsWithAnother(reviewerId, now))
        {
            return RegistrationRefusals.Claimed;
        }

        if (!Enum.IsDefined(command.Verdict))
        {
            return CommonRefusals.Malformed.On("verdict");
        }

        if (command.Verdict != ReviewVerdict.Pass && string.IsNullOrWhiteSpace(command.Reason))
        {
            return RegistrationRefusals.ReasonRequired.On("reason");
        }

        if (WrittenText.Check(command.Reason, 500, "reason", lines: true) is { } refusal)
        {
            return refusal;
        }

        var (state, step) = command.Verdict switch
        {
            ReviewVerdict.Pass => (RegistrationState.Approved, RegistrationStepKind.Passed),
            ReviewVerdict.Refuse => (RegistrationState.Refused, RegistrationStepKind.Refused),
            _ => (RegistrationState.SupplementAsked, RegistrationStepKind.SupplementAsked),
        };
        State = state;
        (DecidedAt, DecidedBy, DecisionReason) = (now, reviewerId, WrittenText.Tidy(command.Reason));
        ToldAt = command.TellNow ? now : now + UndoWindow;
        SupplementDueAt = state == RegistrationState.SupplementAsked ? ToldAt + SupplementTime : null;
        Release();
        Note(step, reviewerId, DecisionReason, now);
        return this;
    }

    /// <summary>The messages that tell of the decision; taken back with it.</summary>
    public void Hold(Guid[] messages) => HeldMessages = messages;

    public bool CanBeUndone(DateTimeOffset now) =>
        State is RegistrationState.Approved or RegistrationState.Refused or RegistrationState.SupplementAsked && TicketNumber is null && now < ToldAt;

    /// <summary>As if it had not been decided, and kept that it was. Only by who decided, and only until the candidate is told.</summary>
    public Outcome<Registration> Undo(Guid reviewerId, DateTimeOffset now)
    {
        if (!CanBeUndone(now))
        {
            return RegistrationRefusals.UndoTooLate;
        }

        if (DecidedBy != reviewerId)
        {
            return RegistrationRefusals.UndoForeign;
        }

        State = RegistrationState.Submitted;
        (DecidedAt, DecidedBy, DecisionReason, SupplementDueAt) = (null, null, null, null);
        (ToldAt, HeldMessages) = (null, []);
        Claim(reviewerId, now);
        Note(RegistrationStepKind.Undone, reviewerId, null, now);
        return this;
    }

    /// <summary>EX-6.2: once for who passed. The number is the candidate's for good; the decision it rests on can no longer be taken back.</summary>
    public Outcome<Registration> IssueTicket(ExamProject project, Guid officerId, DateTimeOffset now)
    {
        if (State != RegistrationState.Approved || TicketNumber is not null)
        {
            return RegistrationRefusals.NobodyForTicket;
        }

        TicketNumber = project.NextTicketNumber();
        TicketIssuedAt = now;
        if (now < ToldAt)
        {
            ToldAt = now;
        }

        Note(RegistrationStepKind.TicketIssued, officerId, TicketNumber, now);
        return this;
    }
}
