namespace Pinchang.Domain.LiveRooms;

/// <summary>A session's counts in their row; written by the room's grain alone.</summary>
public sealed class KeptFigures
{
    public Guid SessionId { get; private set; }

    public int Watching { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public RoomFigures Body { get; private set; } = RoomFigures.None;
}
