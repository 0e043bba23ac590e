using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Organisations;
using Pinchang.Domain.Screening;

namespace Pinchang.Domain.Fairs;

/// <summary>An employer at a fair (参会企业): registers, is decided on, and then has a booth.</summary>
public sealed class Exhibitor : IOwnedByAgency
{
    public const int MostJobs = 50;
    public const int MostStaff = 20;

    private Exhibitor()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public Guid FairId { get; private set; }

    public Guid EmployerId { get; private set; }

    public Guid AuthorId { get; private set; }

    public string Introduction { get; private set; } = "";

    public Guid[] JobIds { get; private set; } = [];

    public Guid[] StaffIds { get; private set; } = [];

    public FairRegistrationState State { get; private set; }

    /// <summary>What the screening rules find in the introduction; the person who decides sees it.</summary>
    public TextMark[] Marks => [.. TextMarks.Of("introduction", Introduction)];

    public DateTimeOffset SubmittedAt { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public string? DecisionReason { get; private set; }

    public static Outcome<Exhibitor> Register(
        Guid id, JobFair fair, Guid employerId, Guid authorId, RegisterExhibitor command, BoothMeans means, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(fair);
        var exhibitor = new Exhibitor { Id = id, AgencyId = fair.AgencyId, FairId = fair.Id, EmployerId = employerId };
        return exhibitor.Write(fair, authorId, command, means, now) is { } refusal ? refusal : exhibitor;
    }

    /// <summary>Again, while it was not approved.</summary>
    public Outcome<Exhibitor> Resubmit(JobFair fair, Guid authorId, RegisterExhibitor command, BoothMeans means, DateTimeOffset now) =>
        State == FairRegistrationState.Approved ? FairRefusals.AlreadyRegistered
        : Write(fair, authorId, command, means, now) is { } refusal ? refusal
        : this;

    /// <summary>JF-8.3.1: only after this a booth opens. The jobs are looked at again at this moment.</summary>
    public Outcome<Exhibitor> Decide(DecideExhibitor command, BoothMeans means, Guid reviewerId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (State != FairRegistrationState.Submitted)
        {
            return FairRefusals.AlreadyDecided;
        }

        // Rows keep microseconds.
        if ((command.SubmittedAt - SubmittedAt).Duration() >= TimeSpan.FromMilliseconds(1))
        {
            return FairRefusals.ExhibitorChanged;
        }

        var reason = WrittenText.Tidy(command.Reason);
        if (!command.Approved && reason is null)
        {
            return EmployerRefusals.ReasonRequired.On("reason");
        }

        if (WrittenText.Check(reason, 500, "reason", lines: true) is { } refusal)
        {
            return refusal;
        }

        if (command.Approved && reason is null && Array.Find(Marks, mark => mark.Grave) is { } mark)
        {
            return ScreeningRefusals.Unexplained.With(mark.Rule).On("reason");
        }

        if (command.Approved && !means.HasShownJob(JobIds))
        {
            return FairRefusals.NoApprovedJob;
        }

        State = command.Approved ? FairRegistrationState.Approved : FairRegistrationState.Refused;
        (DecidedAt, DecidedBy, DecisionReason) = (now, reviewerId, reason);
        return this;
    }

    /// <summary>Jobs and people at once: a job is shown only once it is approved by itself.</summary>
    public Outcome<Exhibitor> Rearrange(ChangeBooth command, BoothMeans means)
    {
        if (CheckMeans(command.JobIds, command.StaffIds, means) is { } refusal)
        {
            return refusal;
        }

        (JobIds, StaffIds) = (command.JobIds, command.StaffIds);
        return this;
    }

    private Refusal? Write(JobFair fair, Guid authorId, RegisterExhibitor command, BoothMeans means, DateTimeOffset now)
    {
        if ((fair.WhyNotPublished() ?? fair.WhyOver(now)
            ?? WrittenText.Check(command.Introduction, 1_000, "introduction", required: true, lines: true)
            ?? CheckMeans(command.JobIds, command.StaffIds, means)) is { } refusal)
        {
            return refusal;
        }

        (AuthorId, Introduction, JobIds, StaffIds) = (authorId, WrittenText.Tidy(command.Introduction)!, command.JobIds, command.StaffIds);
        (State, SubmittedAt, DecidedAt, DecidedBy, DecisionReason) = (FairRegistrationState.Submitted, now, null, null, null);
        return null;
    }

    private static Refusal? CheckMeans(Guid[]? jobIds, Guid[]? staffIds, BoothMeans means) =>
        jobIds is null || jobIds.Length > MostJobs || jobIds.Distinct().Count() != jobIds.Length ? CommonRefusals.Malformed.On("jobIds")
        : staffIds is null || staffIds.Length is 0 or > MostStaff || staffIds.Distinct().Count() != staffIds.Length ? CommonRefusals.Malformed.On("staffIds")
        : !jobIds.All(means.OwnJobs.Contains) ? FairRefusals.JobForeign.On("jobIds")
        : !means.HasShownJob(jobIds) ? FairRefusals.NoApprovedJob.On("jobIds")
        : !staffIds.All(means.Recruiters.Contains) ? FairRefusals.StaffForeign.On("staffIds")
        : null;
}

/// <summary>What an employer has to bring: its jobs, those of them that people may apply for, and its recruiters.</summary>
public sealed record BoothMeans(IReadOnlySet<Guid> OwnJobs, IReadOnlySet<Guid> ShownJobs, IReadOnlySet<Guid> Recruiters)
{
    public bool HasShownJob(Guid[] jobIds) => jobIds.Any(ShownJobs.Contains);
}

/// <summary>A booth (展位) in a hall. Made with the approval of its exhibitor; its grain writes state and people on duty.</summary>
public sealed class Booth : IOwnedByAgency
{
    public required Guid Id { get; init; }

    public required Guid AgencyId { get; init; }

    public required Guid FairId { get; init; }

    public required Guid HallId { get; init; }

    public required Guid ExhibitorId { get; init; }

    public required Guid EmployerId { get; init; }

    public required string Number { get; init; }

    public BoothState State { get; init; } = BoothState.Open;

    public string? StateReason { get; init; }

    public required DateTimeOffset StateSince { get; init; }

    public Guid[] OnDuty { get; init; } = [];
}
