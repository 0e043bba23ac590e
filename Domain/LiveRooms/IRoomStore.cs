using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Domain.LiveRooms;

/// <summary>The rows of rooms, as their grains read them.</summary>
public interface IRoomStore
{
    /// <summary>
    /// Takes the room's next epoch, from which on no earlier activation can write, and then reads the room's latest session.
    /// Null when there is no such room.
    /// </summary>
    Task<WokenRoom?> WakeAsync(Guid roomId, DateTimeOffset now, CancellationToken cancellation);

    Task<RoomPlan?> ReadPlanAsync(Guid roomId, CancellationToken cancellation);

    /// <summary>The job as it is now, whether or not it is one of the room's; null when there is none.</summary>
    Task<RoomJob?> FindJobAsync(Guid roomId, Guid jobId, CancellationToken cancellation);

    /// <summary>What was told in a session, strictly between the two sequences, oldest first.</summary>
    Task<IReadOnlyList<FeedItem>> ReadFeedAsync(Guid sessionId, long after, long before, int take, CancellationToken cancellation);
}

/// <summary>A room as an activation finds it. <paramref name="History"/> holds all facts but chat older than the latest lines.</summary>
public sealed record WokenRoom(
    RoomPlan Plan,
    long Epoch,
    IReadOnlyList<RoomRecord> History,
    int EarlierChat,
    RoomFigures Figures,
    IReadOnlyList<RoomApplication> Applications);

/// <summary>Whose rows they are: each write is refused when the epoch is no longer the room's.</summary>
public sealed record RoomOwner(Guid RoomId, Guid SessionId, long Epoch);

/// <summary>What the session's own row says; written with the facts that changed it.</summary>
public sealed record SessionStanding(
    LiveSessionState State, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, DateTimeOffset? PictureDueAt);

/// <summary>Appends to the rows of rooms. False from any of these: another activation owns the room now.</summary>
public interface IRoomLog
{
    /// <summary>Too much waits to be written: new commands are refused until it is less.</summary>
    bool IsFull { get; }

    /// <summary>Durable when it returns true. Batches of one owner become durable in the order they were given.</summary>
    Task<bool> AppendAsync(RoomOwner owner, IReadOnlyList<RoomRecord> records);

    /// <summary>The same, together with the session's row in one transaction.</summary>
    Task<bool> AppendAsync(RoomOwner owner, IReadOnlyList<RoomRecord> records, SessionStanding standing);

    /// <summary>Durable within a second (chat).</summary>
    Task<bool> AppendLaterAsync(RoomOwner owner, RoomRecord record);

    Task<bool> SaveFiguresAsync(RoomOwner owner, RoomFigures figures);

    Task<bool> SavePointAsync(RoomOwner owner, AudiencePoint point);
}
