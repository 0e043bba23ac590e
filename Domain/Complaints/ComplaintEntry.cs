using Pinchang.Contracts.Complaints;
using Pinchang.Domain.Files;

namespace Pinchang.Domain.Complaints;

/// <summary>A step of a complaint. Rows are only added.</summary>
public sealed class ComplaintEntry
{
    /// <summary>What a complainant is shown; the rest is the desk's.</summary>
    private static readonly ComplaintStep[] Public =
    [
        ComplaintStep.Submitted, ComplaintStep.Supplemented, ComplaintStep.FileAdded, ComplaintStep.Accepted, ComplaintStep.NotAccepted, ComplaintStep.Asked,
        ComplaintStep.Answered, ComplaintStep.Rated, ComplaintStep.Reopened, ComplaintStep.Merged, ComplaintStep.Withdrawn, ComplaintStep.Closed,
    ];

    public required Guid Id { get; init; }

    public required Guid ComplaintId { get; init; }

    public required ComplaintStep Step { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>A member of staff; null for the complainant and for the platform.</summary>
    public Guid? StaffId { get; init; }

    public bool ByComplainant { get; init; }

    public string? Text { get; init; }

    public bool IsPublic => Public.Contains(Step);
}

/// <summary>Something that a complainant handed in beside the words.</summary>
public sealed class ComplaintFile : IScannedFile
{
    public required Guid Id { get; init; }

    public required Guid ComplaintId { get; init; }

    public required string Name { get; init; }

    public required string ContentType { get; init; }

    public required long Size { get; init; }

    public required byte[] Sha256 { get; init; }

    public required string Location { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public ScanState Scan { get; private set; }

    public DateTimeOffset? ScannedAt { get; private set; }

    public string? Finding { get; private set; }

    public void Take(ScanVerdict verdict, DateTimeOffset now) => (Scan, ScannedAt, Finding) = (verdict.State, now, verdict.Finding);
}
