namespace Pinchang.Contracts.LiveRooms;

public static class LiveRoomRefusals
{
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "live-rooms.not-found");
    public static readonly Refusal NotOnAir = new(RefusalKind.Conflict, "live-rooms.not-on-air");
    public static readonly Refusal Ended = new(RefusalKind.Gone, "live-rooms.ended");
    public static readonly Refusal OnAir = new(RefusalKind.Conflict, "live-rooms.on-air");
    public static readonly Refusal SignInToChat = new(RefusalKind.SignedOut, "live-rooms.sign-in-to-chat");
    public static readonly Refusal SignInToWatch = new(RefusalKind.SignedOut, "live-rooms.sign-in-to-watch");
    public static readonly Refusal NotJoined = new(RefusalKind.Conflict, "live-rooms.not-joined");
    public static readonly Refusal JobNotInRoom = new(RefusalKind.Unprocessable, "live-rooms.job-not-in-room");
    public static readonly Refusal JobForeign = new(RefusalKind.NotFound, "live-rooms.job-foreign");
    public static readonly Refusal CardNotFound = new(RefusalKind.NotFound, "live-rooms.card-not-found");
    public static readonly Refusal CardWithdrawn = new(RefusalKind.Gone, "live-rooms.card-withdrawn");
    public static readonly Refusal QuestionNotFound = new(RefusalKind.NotFound, "live-rooms.question-not-found");

    /// <summary>Muted until {0}.</summary>
    public static readonly Refusal Muted = new(RefusalKind.Forbidden, "live-rooms.muted");

    /// <summary>Removed until {0}.</summary>
    public static readonly Refusal Removed = new(RefusalKind.Forbidden, "live-rooms.removed");

    /// <summary>Slow mode: wait {0} seconds.</summary>
    public static readonly Refusal SlowMode = new(RefusalKind.TooMany, "live-rooms.slow-mode");

    /// <summary>Too many lines: wait {0} seconds.</summary>
    public static readonly Refusal ChatTooFast = new(RefusalKind.TooMany, "live-rooms.chat-too-fast");

    public static readonly Refusal ChatEmpty = new(RefusalKind.Invalid, "live-rooms.chat-empty");

    /// <summary>Longer than {0} characters.</summary>
    public static readonly Refusal ChatTooLong = new(RefusalKind.Invalid, "live-rooms.chat-too-long");

    /// <summary>Held by rule {0}: {1}.</summary>
    public static readonly Refusal Screened = new(RefusalKind.Unprocessable, "live-rooms.screened");

    public static readonly Refusal StartsInPast = new(RefusalKind.Invalid, "live-rooms.starts-in-past");
    /// <summary>The organisation's own room is not shared.</summary>
    public static readonly Refusal Private = new(RefusalKind.Unprocessable, "live-rooms.private");
    public static readonly Refusal OtherPublisher = new(RefusalKind.Conflict, "live-rooms.other-publisher");
    public static readonly Refusal NoReplay = new(RefusalKind.NotFound, "live-rooms.no-replay");
}
