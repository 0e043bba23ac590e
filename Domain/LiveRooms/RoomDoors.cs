using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Domain.LiveRooms;

/// <summary>Who may watch a room. What is not theirs looks like not found.</summary>
public static class RoomDoors
{
    /// <summary>Why not, or null for a welcome.</summary>
    /// <param name="own">Belongs to the room's employer.</param>
    /// <param name="verified">Signed in with a verified phone.</param>
    public static Refusal? Refuses(RoomVisibility visibility, bool own, bool verified) => visibility switch
    {
        RoomVisibility.Public => null,
        _ when own => null,
        RoomVisibility.Organisation => LiveRoomRefusals.NotFound,
        _ => verified ? null : LiveRoomRefusals.SignInToWatch,
    };
}
