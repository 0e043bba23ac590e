using System.Globalization;
using Pinchang.Contracts;
using Pinchang.Contracts.Complaints;

namespace Pinchang.Domain.Complaints;

/// <summary>
/// 投诉举报 (LH-4.4.1e, JF-8.3.2, EX-8): taken on and answered within promised times, by nobody whom it is about, and looked at again once by
/// somebody else when the answer does not satisfy.
/// </summary>
public sealed partial class Complaint
{
    public const int LeastText = 10;
    public const int MostText = 2000;
    public const int MostFiles = 6;

    public static Outcome<Complaint> File(NewComplaint made, FileComplaint command, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(made);
        ArgumentNullException.ThrowIfNull(command);
        if (Check(command, made.Place.ComplainantId is not null) is { } refusal)
        {
            return refusal;
        }

        var promise = ComplaintTimes.Of(command.Kind);
        var (subject, place) = (made.Subject, made.Place);
        var contact = ComplaintContact.Parse(command.Contact);
        var complaint = new Complaint
        {
            Id = made.Id,
            AgencyId = subject.AgencyId,
            Number = made.Number,
            SubmissionKey = made.Key,
            Mark = place.Mark,
            Kind = command.Kind,
            SubjectKind = command.SubjectKind,
            SubjectId = command.SubjectId,
            SubjectName = subject.Name,
            SubjectIsPublic = subject.IsPublic,
            Excerpt = subject.Excerpt,
            EmployerId = subject.EmployerId,
            ServiceId = subject.ServiceId,
            Page = WrittenText.Tidy(command.Page),
            Text = WrittenText.Tidy(command.Text)!,
            ComplainantId = command.Anonymous ? null : place.ComplainantId,
            ComplainantName = command.Anonymous ? null : WrittenText.Tidy(command.Name),
            SealedContact = contact is null ? null : place.Seal(contact.Address),
            ContactMasked = contact?.Masked,
            SubmittedAt = now,
            DueAt = now.AddHours(promise.AcceptWithinHours),
            AnswerBy = now.AddDays(promise.AnswerWithinDays),
            RecusedIds = [.. subject.AuthorIds.Distinct()],
        };
        complaint.Enter(made.EntryId, ComplaintStep.Submitted, null, now, byComplainant: true);
        return complaint;
    }

    /// <summary>LH-4.4.1e: on a complaint about oneself nobody decides, and one's own is another's to decide on.</summary>
    public Refusal? WhyNotBy(Guid staffId) =>
        RecusedIds.Contains(staffId) || ComplainantId == staffId ? ComplaintRefusals.HandlerInvolved
        : Round > 1 && FormerHandlerId == staffId ? ComplaintRefusals.HandlerBefore
        : null;

    public Outcome<Complaint> Assign(Guid handlerId, StepBy by)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!IsOpen)
        {
            return ComplaintRefusals.WrongState;
        }

        if (WhyNotBy(handlerId) is { } refusal)
        {
            return refusal.On("handlerId");
        }

        HandlerId = handlerId;
        Enter(by, ComplaintStep.Assigned, null);
        return this;
    }

    /// <summary>Whom it is about loses it, if it was theirs.</summary>
    public Outcome<Complaint> Recuse(Guid staffId, string? reason, StepBy by)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!IsOpen)
        {
            return ComplaintRefusals.WrongState;
        }

        if (WrittenText.Check(reason, 500, "reason", required: true, lines: true) is { } refusal)
        {
            return refusal;
        }

        RecusedIds = [.. RecusedIds.Append(staffId).Distinct()];
        HandlerId = HandlerId == staffId ? null : HandlerId;
        Enter(by, ComplaintStep.Recused, reason);
        return this;
    }

    public Outcome<Complaint> Decide(AcceptComplaint decision, StepBy by)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(by);
        if ((State != ComplaintState.Submitted ? ComplaintRefusals.WrongState : WhyNotNow(by)) is { } refusal)
        {
            return refusal;
        }

        if (!decision.Accepted && string.IsNullOrWhiteSpace(decision.Reason))
        {
            return ComplaintRefusals.ReasonRequired.On("reason");
        }

        if (WrittenText.Check(decision.Reason, 500, "reason", lines: true) is { } malformed)
        {
            return malformed;
        }

        HandlerId = by.StaffId;
        State = decision.Accepted ? ComplaintState.Accepted : ComplaintState.NotAccepted;
        DueAt = decision.Accepted ? AnswerBy : null;
        BadFaith = !decision.Accepted && decision.BadFaith;
        ClosedAt = decision.Accepted ? null : by.At;
        StartClockAnew();
        Enter(by, decision.Accepted ? ComplaintStep.Accepted : ComplaintStep.NotAccepted, decision.Reason);
        return this;
    }

    public Outcome<Complaint> Note(string? text, StepBy by) => Write(ComplaintStep.Noted, text, by, State is not ComplaintState.Merged);

    /// <summary>Asks the complainant for more; the promised time goes on.</summary>
    public Outcome<Complaint> Ask(string? text, StepBy by) => Write(ComplaintStep.Asked, text, by, IsOpen);

    public Outcome<Complaint> Reply(AnswerComplaint answer, StepBy by)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(by);
        if ((State != ComplaintState.Accepted ? ComplaintRefusals.WrongState : WhyNotNow(by)) is { } refusal)
        {
            return refusal;
        }

        if (((Enum.IsDefined(answer.Outcome) ? null : CommonRefusals.Malformed.On("outcome"))
            ?? WrittenText.Check(answer.Text, MostText, "text", required: true, lines: true)
            ?? WrittenText.CheckLeast(answer.Text, LeastText, "text")) is { } malformed)
        {
            return malformed;
        }

        (State, Outcome, Answer) = (ComplaintState.Answered, answer.Outcome, WrittenText.Tidy(answer.Text));
        (AnsweredAt, DueAt) = (by.At, null);
        Enter(by, ComplaintStep.Answered, Answer);
        return this;
    }

    /// <summary>Goes on under another number of the same agency.</summary>
    public Outcome<Complaint> MergeInto(Complaint other, StepBy by)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(by);
        if ((!IsOpen ? ComplaintRefusals.WrongState : WhyNotNow(by)) is { } refusal)
        {
            return refusal;
        }

        if (other.Id == Id)
        {
            return ComplaintRefusals.MergedWithItself.On("into");
        }

        if (!other.IsOpen)
        {
            return ComplaintRefusals.MergeTargetOver.With(other.Number).On("into");
        }

        (State, MergedIntoId, DueAt) = (ComplaintState.Merged, other.Id, null);
        Enter(by, ComplaintStep.Merged, other.Number);
        return this;
    }

    /// <summary>What was merged gets the answer of the one it went into.</summary>
    public void TakeAnswerOf(Complaint other, StepBy by)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(by);
        (Outcome, Answer, AnsweredAt) = (other.Outcome, other.Answer, by.At);
        Enter(by, ComplaintStep.Answered, Answer);
    }

    public Outcome<Complaint> Reveal(string? reason, StepBy by)
    {
        if (SealedContact is null)
        {
            return ComplaintRefusals.NoContact;
        }

        return Write(ComplaintStep.ContactRevealed, reason, by, true);
    }

    /// <summary>Which step of the ladder is told now: 1 when it became overdue, then one more each day. Null when nothing is.</summary>
    public int? Escalate(Guid entryId, DateTimeOffset now)
    {
        if (!IsOpen || !(DueAt < now) || now - EscalatedAt < ComplaintTimes.BetweenEscalations)
        {
            return null;
        }

        Escalations++;
        EscalatedAt = now;
        Enter(entryId, ComplaintStep.Escalated, Escalations.ToString(CultureInfo.InvariantCulture), now, byComplainant: false);
        return Escalations;
    }

    /// <summary>Closes what nobody reopened in time; false when it is not yet over.</summary>
    public bool CloseByTime(Guid entryId, DateTimeOffset now)
    {
        if (State != ComplaintState.Answered || now < AnsweredAt!.Value.AddDays(ComplaintTimes.ReopenDays))
        {
            return false;
        }

        (State, ClosedAt) = (ComplaintState.Closed, now);
        Enter(entryId, ComplaintStep.Closed, null, now, byComplainant: false);
        return true;
    }

    private static Refusal? Check(FileComplaint command, bool isSignedIn) =>
        (Enum.IsDefined(command.Kind) ? null : CommonRefusals.Malformed.On("kind"))
        ?? (Enum.IsDefined(command.SubjectKind) ? null : CommonRefusals.Malformed.On("subjectKind"))
        ?? WrittenText.Check(command.Text, MostText, "text", required: true, lines: true)
        ?? WrittenText.CheckLeast(command.Text, LeastText, "text")
        ?? WrittenText.Check(command.Name, 40, "name", required: !command.Anonymous)
        ?? WrittenText.Check(command.Page, 300, "page")
        ?? (!command.Anonymous && !isSignedIn && string.IsNullOrWhiteSpace(command.Contact) ? ComplaintRefusals.ContactRequired.On("contact") : null)
        ?? (!string.IsNullOrWhiteSpace(command.Contact) && ComplaintContact.Parse(command.Contact) is null ? ComplaintRefusals.ContactUnreadable.On("contact") : null);

    /// <summary>Only who handles it acts on it; what nobody handles is taken by acting.</summary>
    private Refusal? WhyNotNow(StepBy by) =>
        WhyNotBy(by.StaffId) ?? (HandlerId is { } handler && handler != by.StaffId ? ComplaintRefusals.NotHandler : null);

    private Outcome<Complaint> Write(ComplaintStep step, string? text, StepBy by, bool fits)
    {
        ArgumentNullException.ThrowIfNull(by);
        var field = step == ComplaintStep.ContactRevealed ? "reason" : "text";
        if ((!fits ? ComplaintRefusals.WrongState : WhyNotBy(by.StaffId) ?? WrittenText.Check(text, MostText, field, required: true, lines: true)) is { } refusal)
        {
            return refusal;
        }

        Enter(by, step, text);
        return this;
    }

    private void StartClockAnew() => (Escalations, EscalatedAt) = (0, null);

    private void Enter(StepBy by, ComplaintStep step, string? text) => Entries.Add(new()
    {
        Id = by.EntryId,
        ComplaintId = Id,
        Step = step,
        At = by.At,
        StaffId = by.StaffId,
        Text = WrittenText.Tidy(text),
    });

    private void Enter(Guid entryId, ComplaintStep step, string? text, DateTimeOffset now, bool byComplainant) => Entries.Add(new()
    {
        Id = entryId,
        ComplaintId = Id,
        Step = step,
        At = now,
        ByComplainant = byComplainant,
        Text = WrittenText.Tidy(text),
    });
}

/// <summary>What a complaint is about, as far as its rules ask.</summary>
/// <param name="AuthorIds">Who made the thing: if they are of the staff, they have no part in it.</param>
public sealed record ComplaintAbout(Guid AgencyId, string? Name, bool IsPublic, Guid? EmployerId, Guid? ServiceId, string? Excerpt, Guid[] AuthorIds);

/// <summary>Who makes it, and from where.</summary>
public sealed record ComplaintPlace(Guid? ComplainantId, byte[] Mark, Func<string, byte[]> Seal);

public sealed record NewComplaint(Guid Id, Guid Key, string Number, Guid EntryId, ComplaintAbout Subject, ComplaintPlace Place);

/// <summary>A member of staff takes a step.</summary>
public sealed record StepBy(Guid EntryId, Guid StaffId, DateTimeOffset At);
