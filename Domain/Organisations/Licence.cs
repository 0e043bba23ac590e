using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;

namespace Pinchang.Domain.Organisations;

/// <summary>
/// A licence of an employer, or of the agency itself. Once decided on it may be looked at again: what is no longer so is refused then,
/// and the rights it gave end with it.
/// </summary>
public sealed class Licence : IOwnedByAgency
{
    /// <summary>LH-4.2: its holder is told so many days before the last one.</summary>
    private static readonly int[] RemindBefore = [60, 30, 7];

    private const int ToldOfItsEnd = 0;
    private const int MonthsBetweenChecks = 6;

    private Licence()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    /// <summary>Null for the agency's own.</summary>
    public Guid? EmployerId { get; private set; }

    public LicenceKind Kind { get; private set; }

    public string? Name { get; private set; }

    public string Number { get; private set; } = "";

    public string Issuer { get; private set; } = "";

    public DateOnly ValidFrom { get; private set; }

    /// <summary>The last valid day; null is 长期.</summary>
    public DateOnly? ValidUntil { get; private set; }

    public string? Scope { get; private set; }

    public Guid? FileId { get; private set; }

    public LicenceState State { get; private set; }

    public Guid SubmittedBy { get; private set; }

    public DateTimeOffset SubmittedAt { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? DecisionReason { get; private set; }

    public DateOnly? CheckBy { get; private set; }

    /// <summary>Of the days before its end the latest that its holder was told of; 0 once it was told of the end.</summary>
    public int? Reminded { get; private set; }

    public static Outcome<Licence> HandIn(Guid id, LicenceHolder holder, Guid authorId, HandInLicence command, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(holder);
        ArgumentNullException.ThrowIfNull(command);
        if (Check(command, ChinaTime.DateOf(now)) is { } refusal)
        {
            return refusal;
        }

        return new Licence
        {
            Id = id,
            AgencyId = holder.AgencyId,
            EmployerId = holder.EmployerId,
            Kind = command.Kind,
            Name = command.Kind == LicenceKind.Other ? command.Name!.Trim() : null,
            Number = command.Number.Trim(),
            Issuer = command.Issuer.Trim(),
            ValidFrom = command.ValidFrom,
            ValidUntil = command.ValidUntil,
            Scope = WrittenText.Tidy(command.Scope),
            FileId = command.FileId,
            SubmittedBy = authorId,
            SubmittedAt = now,
        };
    }

    /// <summary>Who approved an employer looked at its business licence with the rest.</summary>
    public static Licence OfApproved(Guid id, Employer employer, Guid reviewerId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(employer);
        var licence = new Licence
        {
            Id = id,
            AgencyId = employer.AgencyId,
            EmployerId = employer.Id,
            Kind = LicenceKind.BusinessLicence,
            Number = employer.CreditCode,
            Issuer = "市场监督管理部门",
            ValidFrom = ChinaTime.DateOf(employer.SubmittedAt),
            ValidUntil = employer.LicenceValidUntil,
            FileId = employer.LicenceFileId,
            SubmittedBy = employer.AuthorId,
            SubmittedAt = employer.SubmittedAt,
        };
        licence.Settle(new(true, null), reviewerId, now);
        return licence;
    }

    public bool IsValidOn(DateOnly day) => State == LicenceState.Approved && ValidFrom <= day && !(ValidUntil < day);

    /// <summary>Decides on what was handed in, or looks again at what was approved.</summary>
    public Outcome<Licence> Decide(DecideReview decision, Guid reviewerId, DateTimeOffset now)
    {
        if (WhyNotDecided(decision, reviewerId, now) is { } refusal)
        {
            return refusal;
        }

        Settle(decision, reviewerId, now);
        return this;
    }

    public Refusal? WhyNotDecided(DecideReview decision, Guid reviewerId, DateTimeOffset now) =>
        State == LicenceState.Refused ? LicenceRefusals.AlreadyDecided
        : ReviewDecision.Check(decision) is { } refusal ? refusal
        : EmployerId is null && reviewerId == SubmittedBy ? LicenceRefusals.OwnDecision
        : decision.Approved && ValidUntil is { } until && until < ChinaTime.DateOf(now) ? LicenceRefusals.Expired.With(DayText(until))
        : null;

    /// <summary>As if the decision of that moment had not been made; false when there is another by now.</summary>
    public bool TakeBack(DateTimeOffset decidedAt)
    {
        if (State == LicenceState.Submitted || DecidedAt != decidedAt)
        {
            return false;
        }

        State = LicenceState.Submitted;
        (DecidedBy, DecidedAt, DecisionReason, CheckBy) = (null, null, null, null);
        return true;
    }

    /// <summary>
    /// How many days before its end the holder is to be told now, each step once; 0 for the end itself. Null when there is nothing to
    /// tell.
    /// </summary>
    public int? Remind(DateOnly today)
    {
        if (State != LicenceState.Approved || ValidUntil is not { } until)
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

    public static string DayText(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static Refusal? Check(HandInLicence command, DateOnly today) =>
        (Enum.IsDefined(command.Kind) ? null : CommonRefusals.Malformed.On("kind"))
        ?? WrittenText.Check(command.Name, 60, "name", required: command.Kind == LicenceKind.Other)
        ?? WrittenText.Check(command.Number, 60, "number", required: true)
        ?? WrittenText.Check(command.Issuer, 80, "issuer", required: true)
        ?? WrittenText.Check(command.Scope, 500, "scope", required: command.Kind == LicenceKind.IcpLicence, lines: true)
        ?? (command.ValidUntil < command.ValidFrom ? LicenceRefusals.DaysReversed.On("validUntil") : null)
        ?? (command.ValidUntil < today ? LicenceRefusals.Expired.With(DayText(command.ValidUntil.Value)).On("validUntil") : null)
        ?? (command.ValidFrom > today ? LicenceRefusals.NotYetValid.With(DayText(command.ValidFrom)).On("validFrom") : null);

    private void Settle(DecideReview decision, Guid reviewerId, DateTimeOffset now)
    {
        State = decision.Approved ? LicenceState.Approved : LicenceState.Refused;
        (DecidedBy, DecidedAt, DecisionReason) = (reviewerId, now, WrittenText.Tidy(decision.Reason));
        CheckBy = decision.Approved ? ChinaTime.DateOf(now).AddMonths(MonthsBetweenChecks) : null;
    }
}

/// <summary>Whose licence it is: an employer's, or with none the agency's own.</summary>
public sealed record LicenceHolder(Guid AgencyId, Guid? EmployerId);
