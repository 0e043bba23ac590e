using Orleans;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Resumes;

namespace Pinchang.Contracts.Applications;

public enum ApplicationState
{
    Received,
    Viewed,
    Shortlisted,
    Declined,
    Withdrawn,
}

/// <summary>
/// <c>POST /api/applications</c> (LH-3.1): sends the kept résumé for a job, at most once. Durable when it is answered.
/// From a room, <see cref="RoomId"/> and <see cref="CardId"/> say where; the job must be one of that room's.
/// </summary>
public sealed record Apply
{
    public required Guid JobId { get; init; }

    public Guid? RoomId { get; init; }

    public Guid? CardId { get; init; }

    /// <summary>The fair's booth that it is sent from; the job must be shown there.</summary>
    public Guid? BoothId { get; init; }

    /// <summary>Filled in on the spot; saved as the candidate's résumé in the same transaction.</summary>
    public SaveResume? Resume { get; init; }

    /// <summary>The version of the job that the candidate read; when another is public by now, it is shown first. Null asks nothing.</summary>
    public int? JobVersion { get; init; }

    /// <summary>Up to 200 characters to the employer.</summary>
    public string? Message { get; init; }
}

/// <summary>An application as its list shows it, and as it arrives on the recruiter's desk.</summary>
[GenerateSerializer, Immutable, Alias("application-summary")]
public sealed record ApplicationSummary
{
    [Id(0)]
    public required Guid Id { get; init; }

    [Id(1)]
    public required Guid JobId { get; init; }

    [Id(2)]
    public required string JobTitle { get; init; }

    [Id(3)]
    public required string EmployerName { get; init; }

    [Id(4)]
    public required string CandidateName { get; init; }

    [Id(5)]
    public string? Headline { get; init; }

    [Id(6)]
    public required DateTimeOffset AppliedAt { get; init; }

    [Id(7)]
    public required ApplicationState State { get; init; }

    [Id(8)]
    public Guid? RoomId { get; init; }

    [Id(9)]
    public Guid? CardId { get; init; }
}

/// <summary><c>GET /api/applications/{id}</c>: the résumé as it was sent. Opening it marks it viewed and is logged.</summary>
public sealed record ApplicationDetails
{
    public required ApplicationSummary Summary { get; init; }

    public required JobSummary Job { get; init; }

    public required SaveResume Resume { get; init; }

    public string? AttachmentName { get; init; }

    /// <summary>Masked, as 138****0001, until both sides agree.</summary>
    public required string Phone { get; init; }

    public string? Message { get; init; }
}

/// <summary><c>POST /api/applications/{id}/decisions</c> by the employer.</summary>
public sealed record DecideApplication(ApplicationState State, string? Note);

public static class ApplicationRefusals
{
    /// <summary>Applied already at {0}.</summary>
    public static readonly Refusal Duplicate = new(RefusalKind.Conflict, "applications.duplicate");
    public static readonly Refusal NotInRoom = new(RefusalKind.Unprocessable, "applications.not-in-room");
    public static readonly Refusal OwnEmployer = new(RefusalKind.Unprocessable, "applications.own-employer");

    /// <summary>The candidate withdrew it at {0}.</summary>
    public static readonly Refusal Withdrawn = new(RefusalKind.Conflict, "applications.withdrawn");
}
