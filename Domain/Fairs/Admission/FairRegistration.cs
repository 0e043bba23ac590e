using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Organisations;

namespace Pinchang.Domain.Fairs;

/// <summary>A candidate's registration for a fair (参会报名), decided on before it takes part (JF-8.3.1).</summary>
public sealed class FairRegistration : IOwnedByAgency
{
    private FairRegistration()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public Guid FairId { get; private set; }

    public Guid CandidateId { get; private set; }

    public string CandidateName { get; private set; } = "";

    public string? Headline { get; private set; }

    public bool Entrusted { get; private set; }

    public FairRegistrationState State { get; private set; }

    public DateTimeOffset SubmittedAt { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public string? DecisionReason { get; private set; }

    public static FairRegistration Submit(Guid id, JobFair fair, Guid candidateId, string name, string? headline, RegisterForFair command, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(fair);
        var registration = new FairRegistration { Id = id, AgencyId = fair.AgencyId, FairId = fair.Id, CandidateId = candidateId };
        registration.Write(name, headline, command, now);
        return registration;
    }

    /// <summary>Again after a refusal or withdrawal.</summary>
    public Outcome<FairRegistration> Resubmit(string name, string? headline, RegisterForFair command, DateTimeOffset now)
    {
        if (State is FairRegistrationState.Submitted or FairRegistrationState.Approved)
        {
            return FairRefusals.AlreadyRegistered;
        }

        Write(name, headline, command, now);
        return this;
    }

    /// <summary>Whether the agency may propose jobs is the candidate's word, whatever became of the registration.</summary>
    public void Entrust(bool entrusted) => Entrusted = entrusted;

    /// <summary>While the fair is not over: afterwards it is what the report counts.</summary>
    /// <param name="hasNumbers">Numbers that are not over would be called all the same.</param>
    public Outcome<FairRegistration> Withdraw(JobFair fair, bool hasNumbers, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(fair);
        if (State == FairRegistrationState.Withdrawn)
        {
            return this;
        }

        if (fair.WhyOver(now) is { } over)
        {
            return over;
        }

        if (hasNumbers)
        {
            return FairRefusals.NumbersLiving;
        }

        State = FairRegistrationState.Withdrawn;
        return this;
    }

    /// <summary>False when it was decided before: that decision stands.</summary>
    public bool Decide(bool approved, string? reason, Guid reviewerId, DateTimeOffset now)
    {
        if (State != FairRegistrationState.Submitted)
        {
            return false;
        }

        State = approved ? FairRegistrationState.Approved : FairRegistrationState.Refused;
        (DecidedAt, DecidedBy, DecisionReason) = (now, reviewerId, WrittenText.Tidy(reason));
        return true;
    }

    /// <summary>A refusal says why.</summary>
    public static Refusal? CheckDecision(DecideRegistrations command) =>
        command.RegistrationIds is not { Length: > 0 and <= 200 } ? CommonRefusals.OutOfRange.With("1", "200").On("registrationIds")
        : !command.Approved && WrittenText.Tidy(command.Reason) is null ? EmployerRefusals.ReasonRequired.On("reason")
        : WrittenText.Check(command.Reason, 500, "reason", lines: true);

    private void Write(string name, string? headline, RegisterForFair command, DateTimeOffset now)
    {
        (CandidateName, Headline, Entrusted) = (name, headline, command.Entrusted);
        (State, SubmittedAt, DecidedAt, DecidedBy, DecisionReason) = (FairRegistrationState.Submitted, now, null, null, null);
    }
}
