namespace Pinchang.Contracts.Exams;

public static class InvigilationRefusals
{
    /// <summary>The sitting or session is not there, or not theirs, which looks the same.</summary>
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "invigilation.not-found");

    /// <summary>The bytes are not what their hash says.</summary>
    public static readonly Refusal WrongHash = new(RefusalKind.Unprocessable, "recordings.wrong-hash");

    /// <summary>Piece {0} names another one before it than is kept: begin another run.</summary>
    public static readonly Refusal ChainBroken = new(RefusalKind.Conflict, "recordings.chain-broken");

    /// <summary>Piece {0} is kept already, with other bytes: begin another run.</summary>
    public static readonly Refusal NumberTaken = new(RefusalKind.Conflict, "recordings.number-taken");

    /// <summary>Neither WebM nor MP4, or a first piece without the file's head.</summary>
    public static readonly Refusal WrongType = new(RefusalKind.WrongType, "recordings.wrong-type");

    /// <summary>Larger than {0} MB.</summary>
    public static readonly Refusal PieceTooLarge = new(RefusalKind.TooLarge, "recordings.piece-too-large");

    public static readonly Refusal PieceEmpty = new(RefusalKind.Invalid, "recordings.piece-empty");

    /// <summary>The run belongs to another track or session.</summary>
    public static readonly Refusal RunForeign = new(RefusalKind.Conflict, "recordings.run-foreign");

    /// <summary>The session is over for longer than pieces may follow.</summary>
    public static readonly Refusal Closed = new(RefusalKind.Gone, "recordings.closed");

    /// <summary>The sitting keeps no pictures.</summary>
    public static readonly Refusal NotRecorded = new(RefusalKind.Conflict, "recordings.not-recorded");

    /// <summary>More than an exam of that length can bring.</summary>
    public static readonly Refusal TooMuch = new(RefusalKind.TooLarge, "recordings.too-much");

    public static readonly Refusal StillWrongType = new(RefusalKind.WrongType, "recordings.still-wrong-type");

    /// <summary>Larger than {0} KB.</summary>
    public static readonly Refusal StillTooLarge = new(RefusalKind.TooLarge, "recordings.still-too-large");

    /// <summary>This kind is raised by the server alone.</summary>
    public static readonly Refusal EventNotYours = new(RefusalKind.Unprocessable, "invigilation.event-not-yours");

    public static readonly Refusal EventNotFound = new(RefusalKind.NotFound, "invigilation.event-not-found");

    /// <summary>Decided already, by {0}.</summary>
    public static readonly Refusal EventDecided = new(RefusalKind.Conflict, "invigilation.event-decided");

    /// <summary>Needs a reason.</summary>
    public static readonly Refusal ReasonMissing = new(RefusalKind.Invalid, "invigilation.reason-missing");

    public static readonly Refusal ConfirmationNotYours = new(RefusalKind.Forbidden, "invigilation.confirmation-not-yours");

    public static readonly Refusal Confirmed = new(RefusalKind.Conflict, "invigilation.confirmed");

    /// <summary>The candidate's page is not connected: stills only.</summary>
    public static readonly Refusal NotConnected = new(RefusalKind.Conflict, "invigilation.not-connected");
}
