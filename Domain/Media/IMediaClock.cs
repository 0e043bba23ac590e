namespace Pinchang.Domain.Media;

/// <summary>Where the live picture stands, for whoever must note that something happened at this moment of it.</summary>
public interface IMediaClock
{
    /// <summary>Milliseconds on the recording's time line of the newest picture of the room; null while there is none.</summary>
    long? MediaTimeOf(Guid roomId);
}
