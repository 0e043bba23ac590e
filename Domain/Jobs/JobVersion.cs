using Pinchang.Contracts.Jobs;

namespace Pinchang.Domain.Jobs;

/// <summary>A job's text as it was written once, and what a reviewer said of it. Never changed afterwards.</summary>
public sealed class JobVersion
{
    private const string InOrder = "按审核要点核对，未见问题";

    private JobVersion()
    {
    }

    public Guid JobId { get; private set; }

    public int Number { get; private set; }

    public PostJob Posting { get; private set; } = null!;

    public Guid AuthorId { get; private set; }

    public DateTimeOffset WrittenAt { get; private set; }

    /// <summary>Null until a reviewer decided.</summary>
    public bool? Approved { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public string? DecisionReason { get; private set; }

    internal static JobVersion Write(Guid jobId, int number, PostJob posting, Guid authorId, DateTimeOffset now) =>
        new() { JobId = jobId, Number = number, Posting = JobText.Tidy(posting), AuthorId = authorId, WrittenAt = now };

    /// <summary>LH-5.1.3c: every decision has a reason; who approves without another found what there is to check in order.</summary>
    internal void Decide(bool approved, string? reason, Guid reviewerId, DateTimeOffset now) =>
        (Approved, DecisionReason, DecidedBy, DecidedAt) = (approved, WrittenText.Tidy(reason) ?? InOrder, reviewerId, now);

    internal void TakeBack() => (Approved, DecisionReason, DecidedBy, DecidedAt) = (null, null, null, null);
}
