namespace Pinchang.Contracts.LiveRooms;

/// <summary>Why the picture was not taken. A publisher's socket gets the code as text before it is closed.</summary>
public static class MediaRefusals
{
    /// <summary>The bytes are not what their header says.</summary>
    public static readonly Refusal Malformed = new(RefusalKind.Invalid, "media.malformed");

    public static readonly Refusal WrongSequence = new(RefusalKind.Conflict, "media.wrong-sequence");

    /// <summary>The media time runs backwards or jumps.</summary>
    public static readonly Refusal WrongTime = new(RefusalKind.Unprocessable, "media.wrong-time");

    public static readonly Refusal TooLarge = new(RefusalKind.TooLarge, "media.too-large");
    public static readonly Refusal TooFast = new(RefusalKind.TooMany, "media.too-fast");

    /// <summary>The recording cannot be written, so the picture is not taken either.</summary>
    public static readonly Refusal Storage = new(RefusalKind.Unavailable, "media.storage");

    /// <summary>Somebody else with the right took the stream over.</summary>
    public static readonly Refusal TakenOver = new(RefusalKind.Conflict, "media.taken-over");
}
