using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.Media.Rights;

/// <summary>The session whose picture a caller may send.</summary>
internal sealed record PublishingGrant(Guid UserId, string Name, Guid RoomId, Guid SessionId);

/// <summary>The session whose picture a caller may see.</summary>
internal sealed record WatchingGrant(Guid RoomId, Guid SessionId, LiveSessionState State);

/// <summary>Whether the caller may send a room's picture now: the right to run it, and a session on air.</summary>
internal interface IPublishingRight
{
    Task<Outcome<PublishingGrant>> AskAsync(Guid roomId, HttpContext caller);
}

/// <summary>Whether the caller may see a room or a session; what is not theirs looks like not found.</summary>
internal interface IWatchingRight
{
    Task<Outcome<WatchingGrant>> AskForRoomAsync(Guid roomId, HttpContext caller);

    Task<Outcome<WatchingGrant>> AskForSessionAsync(Guid sessionId, HttpContext caller);
}

/// <summary>The way from the picture to its room.</summary>
internal interface IRoomReports
{
    Task ReportAsync(Guid roomId, ReportStream report);

    /// <summary>Whether this session is the room's and has not ended.</summary>
    Task<bool> IsRunningAsync(Guid roomId, Guid sessionId);
}
