using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Staff;
using Pinchang.Domain.Organisations;

namespace Pinchang.Domain.Staff;

/// <summary>A training or certificate of one person in one agency. It counts once somebody else has checked it.</summary>
public sealed class StaffQualification : IOwnedByAgency
{
    private const int MostHours = 2000;
    private const int ToldOfItsEnd = 0;

    /// <summary>Its holder is told so many days before the last one.</summary>
    private static readonly int[] RemindBefore = [60, 30, 7];

    private StaffQualification()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public Guid UserId { get; private set; }

    public QualificationKind Kind { get; private set; }

    public StaffField Field { get; private set; }

    public string Name { get; private set; } = "";

    public string Issuer { get; private set; } = "";

    public DateOnly ObtainedOn { get; private set; }

    /// <summary>The last valid day; null is 长期.</summary>
    public DateOnly? ValidUntil { get; private set; }

    public int? Hours { get; private set; }

    public string Result { get; private set; } = "";

    public Guid FileId { get; private set; }

    public QualificationState State { get; private set; }

    public DateTimeOffset SubmittedAt { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? DecisionReason { get; private set; }

    /// <summary>Of the days before its end the latest that its holder was told of; 0 once told of the end.</summary>
    public int? Reminded { get; private set; }

    public static Outcome<StaffQualification> HandIn(Guid id, Guid agencyId, Guid userId, HandInQualification command, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (Check(command, ChinaTime.DateOf(now)) is { } refusal)
        {
            return refusal;
        }

        return new StaffQualification
        {
            Id = id,
            AgencyId = agencyId,
            UserId = userId,
            Kind = command.Kind,
            Field = command.Field,
            Name = command.Name.Trim(),
            Issuer = command.Issuer.Trim(),
            ObtainedOn = command.ObtainedOn,
            ValidUntil = command.ValidUntil,
            Hours = command.Kind == QualificationKind.Training ? command.Hours : null,
            Result = command.Result.Trim(),
            FileId = command.FileId,
            SubmittedAt = now,
        };
    }

    /// <summary>The last day on which it counts for a need that asks for it anew every so many months; null when it does not end.</summary>
    public DateOnly? LastDay(int? withinMonths)
    {
        DateOnly? term = withinMonths is { } months ? ObtainedOn.AddMonths(months) : null;
        return term is null || ValidUntil < term ? ValidUntil : term;
    }

    /// <summary>Checks it, or looks again at what was approved: what turns out wrong counts no more.</summary>
    public Outcome<StaffQualification> Decide(DecideReview decision, Guid checkerId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (checkerId == UserId)
        {
            return StaffRefusals.OwnDecision;
        }

        if (State == QualificationState.Refused || (State == QualificationState.Approved && decision.Approved))
        {
            return StaffRefusals.AlreadyDecided;
        }

        if (ReviewDecision.Check(decision) is { } refusal)
        {
            return refusal;
        }

        if (decision.Approved && ValidUntil is { } until && until < ChinaTime.DateOf(now))
        {
            return StaffRefusals.Expired.With(Licence.DayText(until));
        }

        State = decision.Approved ? QualificationState.Approved : QualificationState.Refused;
        (DecidedBy, DecidedAt, DecisionReason) = (checkerId, now, WrittenText.Tidy(decision.Reason));
        return this;
    }

    /// <summary>How many days before its end its holder is to be told now, each step once; 0 for the end itself.</summary>
    public int? Remind(DateOnly today)
    {
        if (State != QualificationState.Approved || LastDay(StaffRules.MonthsOf(Field)) is not { } until)
        {
            return null;
        }

        var left = until.DayNumber - today.DayNumber;
        int? step = left < 0 ? ToldOfItsEnd : RemindBefore.Where(days => left <= days).Select(days => (int?)days).LastOrDefault();
        if (step is null || Reminded <= step)
        {
            return null;
        }

        Reminded = step;
        return step;
    }

    private static Refusal? Check(HandInQualification command, DateOnly today) =>
        (Enum.IsDefined(command.Kind) ? null : CommonRefusals.Malformed.On("kind"))
        ?? (Enum.IsDefined(command.Field) ? null : CommonRefusals.Malformed.On("field"))
        ?? WrittenText.Check(command.Name, 80, "name", required: true)
        ?? WrittenText.Check(command.Issuer, 80, "issuer", required: true)
        ?? WrittenText.Check(command.Result, 60, "result", required: true)
        ?? (command.Kind == QualificationKind.Training && command.Hours is not (> 0 and <= MostHours) ? StaffRefusals.HoursRequired.On("hours") : null)
        ?? (command.ObtainedOn > today ? StaffRefusals.FutureDay.On("obtainedOn") : null)
        ?? (command.ValidUntil < command.ObtainedOn ? StaffRefusals.DaysReversed.On("validUntil") : null)
        ?? (command.ValidUntil < today ? StaffRefusals.Expired.With(Licence.DayText(command.ValidUntil.Value)).On("validUntil") : null);
}
