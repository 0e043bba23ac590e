using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Domain.Media;

/// <summary>Who sends the picture of a session. There is one seat.</summary>
/// <param name="InstanceId">One page that publishes; the same page coming back after a drop has the same.</param>
/// <param name="LastHeardAt">When a byte last came from it.</param>
public sealed record PublisherSeat(Guid UserId, Guid InstanceId, DateTimeOffset LastHeardAt)
{
    /// <summary>After this silence the seat counts as empty.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether somebody who has the right may sit down: on an empty or silent seat, as the same page coming back,
    /// or by saying that it takes over.
    /// </summary>
    public static Outcome<PublisherSeat> Take(PublisherSeat? current, Guid userId, Guid instanceId, bool takeover, DateTimeOffset now) =>
        current is null
        || takeover
        || now - current.LastHeardAt > Silence
        || (current.UserId == userId && current.InstanceId == instanceId)
            ? new PublisherSeat(userId, instanceId, now)
            : LiveRoomRefusals.OtherPublisher;
}
