using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Domain.Media;

public enum RecordingState
{
    /// <summary>The session is on air, or Api stopped before it could close the file.</summary>
    Open,

    /// <summary>Closed, read from start to end and found whole.</summary>
    Whole,

    /// <summary>Closed, but what was read does not agree with what was sent.</summary>
    Damaged,
}

/// <summary>What is kept of a session's picture. The files lie beside each other: <c>….mp4</c>, <c>….2.mp4</c> and so on.</summary>
public sealed class Recording
{
    public required Guid SessionId { get; init; }

    public required Guid RoomId { get; init; }

    /// <summary>Relative to the recordings' folder.</summary>
    public required string Path { get; init; }

    public required RecordingState State { get; set; }

    /// <summary>Milliseconds.</summary>
    public long Duration { get; set; }

    public long Bytes { get; set; }

    /// <summary>SHA-256 over all parts in order; null while open.</summary>
    public byte[]? Hash { get; set; }

    public RecordingGap[] Gaps { get; set; } = [];

    public required DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset? ClosedAt { get; set; }
}

/// <summary>The rows of <c>live.recordings</c>.</summary>
public interface IRecordings
{
    Task<Recording?> FindAsync(Guid sessionId, CancellationToken cancellation);

    /// <summary>Those of a run that was cut off, or still going on.</summary>
    Task<Recording[]> ListOpenAsync(CancellationToken cancellation);

    /// <summary>Adds the row or brings it up to date.</summary>
    Task SaveAsync(Recording recording, CancellationToken cancellation);
}
