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

/// <summary>LH-4.4.2b: how a vacancy came to be known. An agency's list says which of them it approved.</summary>
public enum CollectionChannel
{
    /// <summary>A member of the employer writes it under the employer's reviewed account: the account is the evidence.</summary>
    OwnAccount,

    /// <summary>A written mandate; its number is the evidence.</summary>
    Mandate,

    /// <summary>A visit on site; the number of its record is.</summary>
    Visit,

    /// <summary>A call; the number of its record is.</summary>
    Phone,

    /// <summary>Passed on by a public employment service; its letter or notice is.</summary>
    PublicService,
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

    /// <summary>LH-4.4.2b. Like the two after it, for the employer and its reviewers only.</summary>
    public CollectionChannel Channel { get; init; } = CollectionChannel.OwnAccount;

    /// <summary>What proves it, such as the mandate's number; required of every channel but <see cref="CollectionChannel.OwnAccount"/>.</summary>
    public string? Evidence { get; init; }

    /// <summary>Not after today and at most a year ago; null is the day of writing.</summary>
    public DateOnly? CollectedOn { get; init; }
}

/// <summary>Who collected a job and who verified it; never the same person (LH-4.4.2b).</summary>
/// <param name="ChannelApproved">Whether the agency's list holds the channel today.</param>
public sealed record JobSource(CollectionChannel Channel, bool ChannelApproved, string? Evidence, DateOnly CollectedOn, string Collector, string? Verifier, DateTimeOffset? VerifiedAt);

/// <summary>One line of <c>GET /api/operations/collection-channels</c>.</summary>
/// <param name="Reason">Of the last decision; null where nobody decided yet.</param>
/// <param name="Jobs">Open jobs that came by it.</param>
public sealed record CollectionChannelStanding(CollectionChannel Channel, bool Approved, string? DecidedBy, DateTimeOffset? DecidedAt, string? Reason, int Jobs);

/// <summary><c>PUT /api/operations/collection-channels/{channel}</c></summary>
public sealed record DecideChannel(bool Approved, string Reason);

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

    /// <summary>Null for the public.</summary>
    public JobSource? Source { get; init; }

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

    /// <summary>The channel by which it came is not on the agency's list.</summary>
    public static readonly Refusal ChannelNotApproved = new(RefusalKind.Unprocessable, "jobs.channel-not-approved");

    /// <summary>A channel other than the own account without the number of what proves it.</summary>
    public static readonly Refusal EvidenceMissing = new(RefusalKind.Invalid, "jobs.evidence-missing");
    public static readonly Refusal CollectedOnWrong = new(RefusalKind.Invalid, "jobs.collected-on-wrong");

    /// <summary>Who collected a job does not verify it.</summary>
    public static readonly Refusal OwnVerification = new(RefusalKind.Forbidden, "jobs.own-verification");
    public static readonly Refusal PostingRightMissing = new(RefusalKind.Forbidden, "jobs.posting-right-missing");
}
