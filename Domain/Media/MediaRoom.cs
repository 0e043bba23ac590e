using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Domain.Media;

/// <summary>Who asks for a picture: what the rules below need to know of a caller.</summary>
/// <param name="Runs">Holds the policy to run live rooms.</param>
/// <param name="Oversees">Staff of an agency.</param>
public sealed record MediaCaller(Guid? UserId, Guid? EmployerId, Guid? AgencyId, bool PhoneVerified, bool Runs, bool Oversees);

/// <summary>A room's session with what decides who may send and see its picture.</summary>
public sealed record MediaRoom(
    Guid RoomId, Guid SessionId, LiveSessionState State, RoomVisibility Visibility, Guid EmployerId, Guid AgencyId)
{
    /// <summary>To anybody but the room's employer it looks like no room.</summary>
    public Refusal? WhyNotPublish(MediaCaller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller switch
        {
            { UserId: null } => CommonRefusals.SignedOut,
            _ when caller.EmployerId != EmployerId => LiveRoomRefusals.NotFound,
            { Runs: false } => CommonRefusals.Forbidden,
            _ => State switch
            {
                LiveSessionState.OnAir => null,
                LiveSessionState.Ended => LiveRoomRefusals.Ended,
                _ => LiveRoomRefusals.NotOnAir,
            },
        };
    }

    /// <summary>The employer's members and the agency that answers for the room see it whatever its visibility.</summary>
    public Refusal? WhyNotWatch(MediaCaller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (Visibility == RoomVisibility.Public || caller.EmployerId == EmployerId || (caller.Oversees && caller.AgencyId == AgencyId))
        {
            return null;
        }

        return Visibility == RoomVisibility.Registered
            ? caller.PhoneVerified ? null : CommonRefusals.SignedOut
            : LiveRoomRefusals.NotFound;
    }
}

/// <summary>The rows of rooms, as the picture needs them.</summary>
public interface IMediaRooms
{
    /// <summary>With the session that is on air or to come, else the latest.</summary>
    Task<MediaRoom?> FindAsync(Guid roomId, CancellationToken cancellation);

    Task<MediaRoom?> FindBySessionAsync(Guid sessionId, CancellationToken cancellation);
}
