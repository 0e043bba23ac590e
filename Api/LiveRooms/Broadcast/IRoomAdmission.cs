using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>Who may come into a room, and as whom.</summary>
internal interface IRoomAdmission
{
    /// <summary>Refuses rooms that are not there or not for this viewer (which looks the same), and people who were removed.</summary>
    Task<Outcome<RoomAdmission>> AdmitAsync(Guid roomId, Guid personId, CurrentUser user);

    /// <summary>The same for the desk, which needs the right to moderate this room.</summary>
    Task<Outcome<RoomAdmission>> AdmitToDeskAsync(Guid roomId, CurrentUser user);
}

/// <param name="Staff">Speaks for the room's employer.</param>
/// <param name="MutedUntil">What the page must say before anything is typed; null for who may speak.</param>
internal sealed record RoomAdmission(bool Staff, DateTimeOffset? MutedUntil = null);
