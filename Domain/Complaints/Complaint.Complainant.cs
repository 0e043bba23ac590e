using System.Globalization;
using Pinchang.Contracts;
using Pinchang.Contracts.Complaints;

namespace Pinchang.Domain.Complaints;

/// <summary>What the complainant may still do.</summary>
public sealed partial class Complaint
{
    public bool MayAdd => IsOpen;

    public bool MayRate => State is ComplaintState.Answered or ComplaintState.Closed && Answer is not null && Rating is null;

    public bool MayWithdraw => IsOpen;

    public Refusal? WhyNotReopen(DateTimeOffset now)
    {
        var (decided, fits) = State switch
        {
            ComplaintState.Answered or ComplaintState.Closed => (AnsweredAt, Answer is not null),
            ComplaintState.NotAccepted => (ClosedAt, true),
            _ => (null, false),
        };
        return !fits ? ComplaintRefusals.WrongState
            : Round > 1 ? ComplaintRefusals.AlreadyReopened
            : now >= decided!.Value.AddDays(ComplaintTimes.ReopenDays)
                ? ComplaintRefusals.ReopeningOver.With(ComplaintTimes.ReopenDays.ToString(CultureInfo.InvariantCulture))
            : null;
    }

    public Outcome<Complaint> Supplement(Guid entryId, string? text, DateTimeOffset now)
    {
        if (!MayAdd)
        {
            return ComplaintRefusals.WrongState;
        }

        if (WrittenText.Check(text, MostText, "text", required: true, lines: true) is { } refusal)
        {
            return refusal;
        }

        Enter(entryId, ComplaintStep.Supplemented, text, now, byComplainant: true);
        return this;
    }

    public Outcome<Complaint> Attach(Guid entryId, ComplaintFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!MayAdd)
        {
            return ComplaintRefusals.WrongState;
        }

        if (Files.Count >= MostFiles)
        {
            return ComplaintRefusals.TooManyFiles.With(MostFiles.ToString(CultureInfo.InvariantCulture)).On("file");
        }

        Files.Add(file);
        Enter(entryId, ComplaintStep.FileAdded, file.Name, file.AddedAt, byComplainant: true);
        return this;
    }

    public Outcome<Complaint> Rate(Guid entryId, RateComplaint command, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (Rating is not null)
        {
            return ComplaintRefusals.AlreadyRated;
        }

        if (!MayRate)
        {
            return ComplaintRefusals.WrongState;
        }

        if (((command.Score is >= 1 and <= 5 ? null : CommonRefusals.OutOfRange.With("1", "5").On("score"))
            ?? WrittenText.Check(command.Remark, 500, "remark", lines: true)) is { } refusal)
        {
            return refusal;
        }

        (Rating, RatingRemark) = (command.Score, WrittenText.Tidy(command.Remark));
        Enter(entryId, ComplaintStep.Rated, command.Score.ToString(CultureInfo.InvariantCulture), now, byComplainant: true);
        return this;
    }

    /// <summary>Once: the clock starts anew, and who decided before has no part in it.</summary>
    public Outcome<Complaint> Reopen(Guid entryId, string? reason, DateTimeOffset now)
    {
        if (WhyNotReopen(now) is { } refusal)
        {
            return refusal;
        }

        if (WrittenText.Check(reason, MostText, "reason", required: true, lines: true) is { } malformed)
        {
            return malformed;
        }

        var promise = ComplaintTimes.Of(Kind);
        (State, Round, FormerHandlerId, HandlerId) = (ComplaintState.Submitted, 2, HandlerId, null);
        (DueAt, AnswerBy, ClosedAt) = (now.AddHours(promise.AcceptWithinHours), now.AddDays(promise.AnswerWithinDays), null);
        StartClockAnew();
        Enter(entryId, ComplaintStep.Reopened, reason, now, byComplainant: true);
        return this;
    }

    public Outcome<Complaint> Withdraw(Guid entryId, DateTimeOffset now)
    {
        if (!MayWithdraw)
        {
            return ComplaintRefusals.WrongState;
        }

        (State, DueAt, ClosedAt) = (ComplaintState.Withdrawn, null, now);
        Enter(entryId, ComplaintStep.Withdrawn, null, now, byComplainant: true);
        return this;
    }
}
