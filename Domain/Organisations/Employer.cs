using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;

namespace Pinchang.Domain.Organisations;

/// <summary>An employer (用人单位) in one agency. Its contact's phone is the author's account's, and lies only there.</summary>
public sealed class Employer : IOwnedByAgency
{
    private Employer()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    /// <summary>Who registered it and becomes its owner.</summary>
    public Guid AuthorId { get; private set; }

    public string Name { get; private set; } = "";

    public string CreditCode { get; private set; } = "";

    public string Address { get; private set; } = "";

    public string? Website { get; private set; }

    public string Industry { get; private set; } = "";

    public string ContactName { get; private set; } = "";

    public string? Introduction { get; private set; }

    public Guid? LicenceFileId { get; private set; }

    /// <summary>The business licence's last day as its author gave it; null is 长期.</summary>
    public DateOnly? LicenceValidUntil { get; private set; }

    /// <summary>The last day of each right to post, by the licences that hold; null is none at all. A date and no flag: it ends by itself.</summary>
    public DateOnly? OwnUntil { get; private set; }

    public DateOnly? OnBehalfUntil { get; private set; }

    public DateOnly? DispatchUntil { get; private set; }

    public EmployerState State { get; private set; }

    public DateTimeOffset SubmittedAt { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public string? DecisionReason { get; private set; }

    public static Outcome<Employer> Register(EmployerRegistration registration, RegisterEmployer command, DateTimeOffset now)
    {
        if (EmployerProfile.Check(command, registration.VerifiedPhone) is { } refusal)
        {
            return refusal;
        }

        if (command.LicenceValidUntil is { } until && until < ChinaTime.DateOf(now))
        {
            return LicenceRefusals.Expired.With(Licence.DayText(until)).On("licenceValidUntil");
        }

        return new Employer
        {
            Id = registration.Id,
            AgencyId = registration.AgencyId,
            AuthorId = registration.AuthorId,
            Name = command.Name.Trim(),
            CreditCode = Organisations.CreditCode.Normalise(command.CreditCode),
            Address = command.Address.Trim(),
            Website = WrittenText.Tidy(command.Website),
            Industry = command.Industry.Trim(),
            ContactName = command.ContactName.Trim(),
            Introduction = WrittenText.Tidy(command.Introduction),
            LicenceFileId = command.LicenceFileId,
            LicenceValidUntil = command.LicenceValidUntil,
            State = EmployerState.Submitted,
            SubmittedAt = now,
        };
    }

    public Refusal? WhyNotDecided(DecideReview decision) =>
        State != EmployerState.Submitted ? EmployerRefusals.AlreadyDecided : ReviewDecision.Check(decision);

    /// <summary>Decided once; a refused employer registers anew.</summary>
    public Outcome<Employer> Decide(DecideReview decision, Guid reviewerId, DateTimeOffset now)
    {
        if (WhyNotDecided(decision) is { } refusal)
        {
            return refusal;
        }

        State = decision.Approved ? EmployerState.Approved : EmployerState.Refused;
        DecidedAt = now;
        DecidedBy = reviewerId;
        DecisionReason = WrittenText.Tidy(decision.Reason);
        OwnUntil = decision.Approved ? LicenceValidUntil ?? DateOnly.MaxValue : null;
        return this;
    }

    /// <summary>As if the decision of that moment had not been made; false when there is another by now.</summary>
    public bool TakeBack(DateTimeOffset decidedAt)
    {
        if (State == EmployerState.Submitted || DecidedAt != decidedAt)
        {
            return false;
        }

        State = EmployerState.Submitted;
        (DecidedAt, DecidedBy, DecisionReason) = (null, null, null);
        (OwnUntil, OnBehalfUntil, DispatchUntil) = (null, null, null);
        return true;
    }

    /// <summary>Takes over what all its licences give now (LH-5.1.1).</summary>
    public void TakeRights(IReadOnlyCollection<Licence> licences)
    {
        OwnUntil = UntilBy(LicenceKind.BusinessLicence);
        OnBehalfUntil = UntilBy(LicenceKind.HrServiceLicence);
        DispatchUntil = UntilBy(LicenceKind.LabourDispatchLicence);

        DateOnly? UntilBy(LicenceKind kind) => licences
            .Where(licence => licence.Kind == kind && licence.State == LicenceState.Approved)
            .Max(licence => (DateOnly?)(licence.ValidUntil ?? DateOnly.MaxValue));
    }
}

/// <summary>Who registers an employer, and where.</summary>
/// <param name="VerifiedPhone">The author's own, as the account holds it.</param>
public sealed record EmployerRegistration(Guid Id, Guid AgencyId, Guid AuthorId, string VerifiedPhone);
