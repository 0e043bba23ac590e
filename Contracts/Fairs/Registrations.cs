using Pinchang.Contracts.Jobs;

namespace Pinchang.Contracts.Fairs;

public enum FairRegistrationState
{
    Submitted,
    Approved,
    Refused,
    Withdrawn,
}

/// <summary><c>POST /api/fairs/{id}/exhibitors</c>, by an employer; again after a refusal, or to change what was not yet approved.</summary>
public sealed record RegisterExhibitor
{
    /// <summary>Shown at the booth; reviewed with the registration and screened before.</summary>
    public required string Introduction { get; init; }

    /// <summary>Jobs of the employer, 1–50. Only the approved and open ones are ever shown.</summary>
    public required Guid[] JobIds { get; init; }

    /// <summary>The employer's people on duty at the booth, 1–20.</summary>
    public required Guid[] StaffIds { get; init; }
}

/// <summary><c>GET /api/fairs/{id}/exhibitor-choices</c>: what the employer may bring.</summary>
public sealed record ExhibitorChoices(JobSummary[] Jobs, StaffMember[] Staff);

/// <param name="Lacks">Among the choices: what is missing today for attending a booth, in words.</param>
public sealed record StaffMember(Guid UserId, string Name, string Role, string[]? Lacks = null);

/// <summary><c>GET /api/recruiting/fairs</c>: a fair as the list of an employer shows it.</summary>
/// <param name="Exhibitor">The employer's own registration.</param>
/// <param name="CanExhibit">It may still register.</param>
public sealed record EmployerFair(FairSummary Summary, ExhibitorDetails? Exhibitor, bool CanExhibit);

public sealed record ExhibitorDetails
{
    public required Guid Id { get; init; }

    public required Guid FairId { get; init; }

    public required Guid EmployerId { get; init; }

    public required string EmployerName { get; init; }

    public required string Industry { get; init; }

    public required string Introduction { get; init; }

    /// <summary>What screening found in the introduction, for its author and who decides on it.</summary>
    public TextMark[] Marks { get; init; } = [];

    public required JobSummary[] Jobs { get; init; }

    public required StaffMember[] Staff { get; init; }

    public required FairRegistrationState State { get; init; }

    public string? DecisionReason { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>The booth, once approved.</summary>
    public Guid? BoothId { get; init; }

    public string? BoothNumber { get; init; }
}

/// <summary>
/// <c>POST /api/fairs/{id}/exhibitor-decisions</c>: approval opens a booth in a hall. A refusal needs a reason.
/// </summary>
public sealed record DecideExhibitor
{
    public required Guid ExhibitorId { get; init; }

    /// <summary>JF-6.5: which version was read; if another was handed in since, nothing is decided.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    public required bool Approved { get; init; }

    public string? Reason { get; init; }

    /// <summary>The first hall when null.</summary>
    public Guid? HallId { get; init; }

    /// <summary>Such as A12; the next free one when null.</summary>
    public string? BoothNumber { get; init; }
}

/// <summary><c>PUT /api/booths/{id}</c> by its employer: jobs and people at once; another introduction is decided on anew.</summary>
public sealed record ChangeBooth
{
    public required Guid[] JobIds { get; init; }

    public required Guid[] StaffIds { get; init; }
}

/// <summary><c>POST /api/fairs/{id}/registrations</c> by a candidate; needs a résumé that may be sent.</summary>
/// <param name="Entrusted">The candidate lets the agency propose matching jobs.</param>
public sealed record RegisterForFair(bool Entrusted = false);

/// <summary><c>POST /api/fairs/{id}/registration-entrustments</c>: the candidate gives that leave, or takes it back, at any time.</summary>
public sealed record EntrustFairRegistration(bool Entrusted);

public sealed record FairRegistrationDetails
{
    public required Guid Id { get; init; }

    public required Guid FairId { get; init; }

    /// <summary>Masked for everybody but the person itself.</summary>
    public required string CandidateName { get; init; }

    public string? Headline { get; init; }

    public required FairRegistrationState State { get; init; }

    public string? DecisionReason { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>The agency may propose jobs to this candidate.</summary>
    public bool Entrusted { get; init; }
}

/// <summary><c>POST /api/fairs/{id}/registration-decisions</c>: one decision on up to 200. A refusal needs a reason.</summary>
public sealed record DecideRegistrations(Guid[] RegistrationIds, bool Approved, string? Reason);

/// <summary>How many were decided; those decided before are left as they were.</summary>
public sealed record RegistrationsDecided(int Decided);
