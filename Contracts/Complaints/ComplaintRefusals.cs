namespace Pinchang.Contracts.Complaints;

public static class ComplaintRefusals
{
    /// <summary>Neither a mobile number nor an e-mail address.</summary>
    public static readonly Refusal ContactUnreadable = new(RefusalKind.Invalid, "complaints.contact-unreadable");

    /// <summary>A named complaint by somebody who is not signed in says where the answer goes.</summary>
    public static readonly Refusal ContactRequired = new(RefusalKind.Invalid, "complaints.contact-required");

    /// <summary>What it is about is not there, or not theirs to know of.</summary>
    public static readonly Refusal SubjectUnknown = new(RefusalKind.Unprocessable, "complaints.subject-unknown");

    /// <summary>{0} a day.</summary>
    public static readonly Refusal TooManyToday = new(RefusalKind.TooMany, "complaints.too-many-today");

    /// <summary>The same words about the same thing were handed in today as {0}.</summary>
    public static readonly Refusal Duplicate = new(RefusalKind.Conflict, "complaints.duplicate");

    /// <summary>Number and code do not belong together; or there is no such number, which looks the same.</summary>
    public static readonly Refusal CodeWrong = new(RefusalKind.NotFound, "complaints.code-wrong");

    /// <summary>It has gone on since, or is over: the step does not fit where it stands.</summary>
    public static readonly Refusal WrongState = new(RefusalKind.Conflict, "complaints.wrong-state");

    /// <summary>At most {0} files.</summary>
    public static readonly Refusal TooManyFiles = new(RefusalKind.Unprocessable, "complaints.too-many-files");

    public static readonly Refusal AlreadyReopened = new(RefusalKind.Conflict, "complaints.already-reopened");

    /// <summary>More than {0} days after the answer.</summary>
    public static readonly Refusal ReopeningOver = new(RefusalKind.Gone, "complaints.reopening-over");
    public static readonly Refusal AlreadyRated = new(RefusalKind.Conflict, "complaints.already-rated");

    /// <summary>The handler is the person complained of.</summary>
    public static readonly Refusal HandlerInvolved = new(RefusalKind.Forbidden, "complaints.handler-involved");

    /// <summary>Who answered the first time does not look at it again.</summary>
    public static readonly Refusal HandlerBefore = new(RefusalKind.Conflict, "complaints.handler-before");

    /// <summary>Somebody else handles it.</summary>
    public static readonly Refusal NotHandler = new(RefusalKind.Conflict, "complaints.not-handler");
    public static readonly Refusal HandlerUnknown = new(RefusalKind.Unprocessable, "complaints.handler-unknown");
    public static readonly Refusal ReasonRequired = new(RefusalKind.Invalid, "complaints.reason-required");
    public static readonly Refusal MergedWithItself = new(RefusalKind.Unprocessable, "complaints.merged-with-itself");

    /// <summary>{0} is over, or has been merged itself.</summary>
    public static readonly Refusal MergeTargetOver = new(RefusalKind.Unprocessable, "complaints.merge-target-over");
    public static readonly Refusal NoContact = new(RefusalKind.Unprocessable, "complaints.no-contact");

    /// <summary>At most {0} rows at once.</summary>
    public static readonly Refusal TooManyRows = new(RefusalKind.Unprocessable, "complaints.too-many-rows");
}
