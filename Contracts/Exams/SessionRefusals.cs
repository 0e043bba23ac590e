namespace Pinchang.Contracts.Exams;

/// <summary>What a session may say no to. Codes of kept answers: the text is stored, it only does not count by itself.</summary>
public static class SessionRefusals
{
    /// <summary>Also for another candidate's session.</summary>
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "exam.session-not-found");

    /// <summary>Entry opens at {0}.</summary>
    public static readonly Refusal NotOpen = new(RefusalKind.Conflict, "exam.not-open");

    /// <summary>Starts at {0}.</summary>
    public static readonly Refusal NotStarted = new(RefusalKind.Conflict, "exam.not-started");

    /// <summary>Nobody starts after {0}.</summary>
    public static readonly Refusal EntryClosed = new(RefusalKind.Gone, "exam.entry-closed");

    /// <summary>The device {0} holds the session; the invigilator was asked.</summary>
    public static readonly Refusal AnotherDevice = new(RefusalKind.Conflict, "exam.another-device");

    /// <summary>The invigilator did not let this device in: {0}.</summary>
    public static readonly Refusal DeviceRefused = new(RefusalKind.Forbidden, "exam.device-refused");

    public static readonly Refusal NoSuchRequest = new(RefusalKind.NotFound, "exam.no-such-request");

    public static readonly Refusal NotEntered = new(RefusalKind.Conflict, "exam.not-entered");

    /// <summary>A newer entry holds the session. Answers sent with it are kept and shown to staff, not applied.</summary>
    public static readonly Refusal Overtaken = new(RefusalKind.Conflict, "exam.overtaken");

    public static readonly Refusal DeviceUnchecked = new(RefusalKind.Conflict, "exam.device-unchecked");
    public static readonly Refusal DeviceUnfit = new(RefusalKind.Unprocessable, "exam.device-unfit");
    public static readonly Refusal IdentityUnchecked = new(RefusalKind.Conflict, "exam.identity-unchecked");

    /// <summary>The invigilator refused the identity: {0}.</summary>
    public static readonly Refusal IdentityRefused = new(RefusalKind.Conflict, "exam.identity-refused");

    public static readonly Refusal RulesUnread = new(RefusalKind.Conflict, "exam.rules-unread");

    /// <summary>Answers before the start.</summary>
    public static readonly Refusal NotRunning = new(RefusalKind.Conflict, "exam.not-running");

    /// <summary>Received after the end and its grace: kept, decided by an officer.</summary>
    public static readonly Refusal TooLate = new(RefusalKind.Gone, "exam.too-late");

    /// <summary>Received after the hand-in: kept apart, the paper is sealed.</summary>
    public static readonly Refusal HandedIn = new(RefusalKind.Gone, "exam.handed-in");

    /// <summary>Ended by an invigilator: kept apart.</summary>
    public static readonly Refusal Terminated = new(RefusalKind.Gone, "exam.terminated");

    /// <summary>More came after the end than is kept.</summary>
    public static readonly Refusal NotKept = new(RefusalKind.TooMany, "exam.not-kept");

    /// <summary>The session never started and its time is over.</summary>
    public static readonly Refusal Absent = new(RefusalKind.Gone, "exam.absent");

    /// <summary>The candidate's exam is over: handed in by them or by the server.</summary>
    public static readonly Refusal Over = new(RefusalKind.Gone, "exam.over");

    /// <summary>No hand-in before {0}.</summary>
    public static readonly Refusal TooEarly = new(RefusalKind.Conflict, "exam.too-early");

    public static readonly Refusal UnknownEpoch = new(RefusalKind.Invalid, "exam.unknown-epoch");

    /// <summary>The sequence {0} is durable with another content: number the change anew.</summary>
    public static readonly Refusal SequenceReused = new(RefusalKind.Conflict, "exam.sequence-reused");

    /// <summary>The question {0} is not on this paper.</summary>
    public static readonly Refusal QuestionNotDrawn = new(RefusalKind.Unprocessable, "exam.question-not-drawn");

    /// <summary>At most {0} changes in one request.</summary>
    public static readonly Refusal TooManyItems = new(RefusalKind.TooLarge, "exam.too-many-items");

    /// <summary>An answer is longer than {0} characters.</summary>
    public static readonly Refusal AnswerTooLong = new(RefusalKind.TooLarge, "exam.answer-too-long");

    public static readonly Refusal NotHandedIn = new(RefusalKind.Conflict, "exam.not-handed-in");

    /// <summary>The session is over; nothing more can be granted.</summary>
    public static readonly Refusal SessionOver = new(RefusalKind.Gone, "exam.session-over");

    /// <summary>Ending a session needs another member of the project's invigilation.</summary>
    public static readonly Refusal SecondPerson = new(RefusalKind.Invalid, "exam.second-person");

    /// <summary>The file is of another session, of another sitting, or was changed.</summary>
    public static readonly Refusal FileForeign = new(RefusalKind.Unprocessable, "exam.file-foreign");

    /// <summary>The candidate's exam still runs: answers count when the page sends them.</summary>
    public static readonly Refusal FileTooEarly = new(RefusalKind.Conflict, "exam.file-too-early");

    /// <summary>Everything in the file is here already.</summary>
    public static readonly Refusal FileKnown = new(RefusalKind.Conflict, "exam.file-known");

    public static readonly Refusal NoLateAnswers = new(RefusalKind.Conflict, "exam.no-late-answers");

    /// <summary>Too much at once; less urgent work is turned away first.</summary>
    public static readonly Refusal Busy = new(RefusalKind.Unavailable, "exam.busy");
}
