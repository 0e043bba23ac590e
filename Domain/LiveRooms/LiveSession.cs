using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Domain.LiveRooms;

/// <summary>One broadcast in a room (直播场次). Once planned, only the room's grain changes its state.</summary>
public sealed class LiveSession : IOwnedByAgency
{
    private LiveSession()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public Guid RoomId { get; private set; }

    public DateTimeOffset StartsAt { get; private set; }

    public LiveSessionState State { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public DateTimeOffset? PictureDueAt { get; private set; }

    internal static LiveSession Schedule(Guid id, LiveRoom room, DateTimeOffset startsAt) => new()
    {
        Id = id,
        AgencyId = room.AgencyId,
        RoomId = room.Id,
        StartsAt = startsAt.ToUniversalTime(),
        State = LiveSessionState.Scheduled,
    };

    internal void Move(DateTimeOffset startsAt) => StartsAt = startsAt.ToUniversalTime();
}

/// <summary>Somebody asked to be told before a session starts.</summary>
public sealed class Reminder
{
    /// <summary>How long before the start it leaves.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    public required Guid SessionId { get; init; }

    public required Guid UserId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; set; }
}
