using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Domain.LiveRooms;

/// <summary>What the rows say about a room and its latest session.</summary>
public sealed record RoomPlan
{
    public required Guid RoomId { get; init; }

    public required Guid EmployerId { get; init; }

    public required Guid SessionId { get; init; }

    public required RoomVisibility Visibility { get; init; }

    public required LiveSessionState State { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When the session ends by itself unless the picture comes (back).</summary>
    public DateTimeOffset? PictureDueAt { get; init; }
}

/// <summary>A job as the room needs to know it at the moment it is pushed.</summary>
public sealed record RoomJob(JobSummary Job, DateTimeOffset OpenUntil, DateTimeOffset? ClosedAt, bool InRoom);

/// <summary>An application that came from a room.</summary>
public sealed record RoomApplication(Guid Id, Guid JobId, Guid? CardId);
