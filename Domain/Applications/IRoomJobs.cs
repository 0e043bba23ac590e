namespace Pinchang.Domain.Applications;

/// <summary>Which live rooms show which jobs.</summary>
public interface IRoomJobs
{
    /// <summary>The room's place for the job, or null when the room does not show it, or the card is not that job's in that room.</summary>
    Task<JobPlace?> FindAsync(Guid roomId, Guid jobId, Guid? cardId, CancellationToken cancellation);

    /// <summary>Public rooms that show the job now or soon.</summary>
    Task<Guid[]> RoomsShowingAsync(Guid jobId, CancellationToken cancellation);
}

/// <summary>A job in a room: the session that it is shown in.</summary>
public sealed record JobPlace(Guid RoomId, Guid? SessionId);
