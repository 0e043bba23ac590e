using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Sittings;

/// <summary>
/// Where a session stands, apart from its answers: kept whole in its row with every fact that changes it, so that an activation reads
/// one row and not a history. It is only ever replaced by a later one.
/// </summary>
public sealed record SessionStanding
{
    public static readonly SessionStanding Arranged = new();

    public ExamSessionState State { get; init; }

    /// <summary>The newest entry; 0 before the first.</summary>
    public int Epoch { get; init; }

    public string? DeviceId { get; init; }

    public string? DeviceName { get; init; }

    public EntryRequest? Request { get; init; }

    /// <summary>A device that the invigilator turned away, until it may ask again.</summary>
    public TurnedAway? TurnedAway { get; init; }

    public bool DeviceChecked { get; init; }

    public IdentityState Identity { get; init; }

    public string? IdentityReason { get; init; }

    public Guid? DocumentFileId { get; init; }

    public Guid? FaceFileId { get; init; }

    public bool RulesRead { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public SessionEndKind? EndKind { get; init; }

    public string? EndReason { get; init; }

    public int ExtraSeconds { get; init; }

    /// <summary>Commands that granted time, and outages that were given back: each counts once.</summary>
    public Guid[] Extensions { get; init; } = [];

    public ExamReceipt? Receipt { get; init; }

    /// <summary>An officer has decided on the answers that came late up to then.</summary>
    public DateTimeOffset? LateDecidedUntil { get; init; }

    /// <summary>Facts so far; the next one's number follows.</summary>
    public int Facts { get; init; }

    public bool IsEnded => EndKind is not null;
}

public sealed record TurnedAway(string DeviceId, string? Reason, DateTimeOffset Until);
