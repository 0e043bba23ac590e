using Orleans;

namespace Pinchang.Contracts.Jobs;

public enum JobState
{
    Draft,
    Submitted,
    Approved,
    Refused,
    Closed,
}

/// <summary>LH-5.1.1: a licence gives the right to a kind of posting.</summary>
public enum PostingRight
{
    Own,
    OnBehalf,
    Dispatch,
}

/// <summary><c>POST /api/jobs</c> and <c>PUT /api/jobs/{id}</c>: a job as the employer writes it. A changed job is reviewed again.</summary>
public sealed record PostJob
{
    public required string Title { get; init; }

    public required string City { get; init; }

    /// <summary>Yuan per month, 1,000–1,000,000; both set, or both null for 面议.</summary>
    public int? PayFrom { get; init; }

    public int? PayTo { get; init; }

    /// <summary>12–24.</summary>
    public int PayMonths { get; init; } = 12;

    /// <summary>1–999.</summary>
    public required int Headcount { get; init; }

    public required string Experience { get; init; }

    public required string Education { get; init; }

    public required string Description { get; init; }

    public string[] Tags { get; init; } = [];

    public PostingRight Right { get; init; } = PostingRight.Own;

    /// <summary>The last day on which people may apply, in Asia/Shanghai.</summary>
    public required DateOnly OpenUntil { get; init; }
}

/// <summary>A job as a list or a card shows it; the same record is on the card in a live room.</summary>
[GenerateSerializer, Immutable, Alias("job-summary")]
public sealed record JobSummary
{
    [Id(0)]
    public required Guid Id { get; init; }

    [Id(1)]
    public required string Title { get; init; }

    [Id(2)]
    public required Guid EmployerId { get; init; }

    [Id(3)]
    public required string EmployerName { get; init; }

    [Id(4)]
    public required string City { get; init; }

    /// <summary>As job seekers read it: 25–40K·15薪, or 面议.</summary>
    [Id(5)]
    public required string Pay { get; init; }

    [Id(6)]
    public required string Experience { get; init; }

    [Id(7)]
    public required string Education { get; init; }

    [Id(8)]
    public required int Headcount { get; init; }

    [Id(9)]
    public string[] Tags { get; init; } = [];

    [Id(10)]
    public required JobState State { get; init; }
}

public sealed record JobDetails
{
    public required JobSummary Summary { get; init; }

    public required PostJob Posting { get; init; }

    public required int Version { get; init; }

    public string? DecisionReason { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>LH-5.1.3c: what screening found in the text, for its author and its reviewers; a person decides.</summary>
    public TextMark[] Marks { get; init; } = [];

    public int Applications { get; init; }

    /// <summary>Rooms that show this job now or soon.</summary>
    public Guid[] LiveRoomIds { get; init; } = [];

    /// <summary>Whether the caller has applied.</summary>
    public bool Applied { get; init; }
}

public static class JobRefusals
{
    public static readonly Refusal NotApproved = new(RefusalKind.Unprocessable, "jobs.not-approved");

    /// <summary>The job was closed at {0}.</summary>
    public static readonly Refusal Closed = new(RefusalKind.Gone, "jobs.closed");
    public static readonly Refusal AlreadyDecided = new(RefusalKind.Conflict, "jobs.already-decided");
    public static readonly Refusal PayRange = new(RefusalKind.Invalid, "jobs.pay-range");
    public static readonly Refusal OpenUntilPast = new(RefusalKind.Invalid, "jobs.open-until-past");

    /// <summary>More than a year away.</summary>
    public static readonly Refusal OpenUntilFar = new(RefusalKind.Invalid, "jobs.open-until-far");

    /// <summary>Its text was changed since the caller read it.</summary>
    public static readonly Refusal Changed = new(RefusalKind.Conflict, "jobs.changed");

    /// <summary>The text holds {0}, which is forbidden by itself; whoever approves it says why.</summary>
    public static readonly Refusal MarkUnexplained = new(RefusalKind.Unprocessable, "jobs.mark-unexplained");
    /// <summary>The licence under which it was posted has ended; it is hidden until there is another.</summary>
    public static readonly Refusal LicenceLapsed = new(RefusalKind.Unprocessable, "jobs.licence-lapsed");
    public static readonly Refusal PostingRightMissing = new(RefusalKind.Forbidden, "jobs.posting-right-missing");
}
