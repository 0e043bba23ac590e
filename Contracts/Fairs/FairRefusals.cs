namespace Pinchang.Contracts.Fairs;

public static class FairRefusals
{
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "fairs.not-found");
    public static readonly Refusal BoothNotFound = new(RefusalKind.NotFound, "fairs.booth-not-found");
    public static readonly Refusal PlaceNotFound = new(RefusalKind.NotFound, "fairs.place-not-found");
    public static readonly Refusal TalkNotFound = new(RefusalKind.NotFound, "fairs.talk-not-found");

    /// <summary>JF-8.3.1-ad: the announcement lacks {0}.</summary>
    public static readonly Refusal ElementMissing = new(RefusalKind.Unprocessable, "fairs.element-missing");

    /// <summary>JF-8.3.1-ad: {0} is still 待定.</summary>
    public static readonly Refusal ElementProvisional = new(RefusalKind.Unprocessable, "fairs.element-provisional");
    public static readonly Refusal StartsInPast = new(RefusalKind.Unprocessable, "fairs.starts-in-past");
    public static readonly Refusal EndsInPast = new(RefusalKind.Unprocessable, "fairs.ends-in-past");
    public static readonly Refusal EndsBeforeStart = new(RefusalKind.Invalid, "fairs.ends-before-start");

    /// <summary>Longer than {0} days.</summary>
    public static readonly Refusal TooLong = new(RefusalKind.Invalid, "fairs.too-long");
    public static readonly Refusal NoHall = new(RefusalKind.Unprocessable, "fairs.no-hall");
    public static readonly Refusal HallInUse = new(RefusalKind.Conflict, "fairs.hall-in-use");
    public static readonly Refusal NotPublished = new(RefusalKind.Conflict, "fairs.not-published");

    /// <summary>JF-8.4: a published fair changes only with a notice.</summary>
    public static readonly Refusal AlreadyPublished = new(RefusalKind.Conflict, "fairs.already-published");
    public static readonly Refusal Cancelled = new(RefusalKind.Gone, "fairs.cancelled");
    public static readonly Refusal Over = new(RefusalKind.Gone, "fairs.over");
    public static readonly Refusal NothingChanged = new(RefusalKind.Unprocessable, "fairs.nothing-changed");
    public static readonly Refusal AddressRequired = new(RefusalKind.Invalid, "fairs.address-required");
    public static readonly Refusal ProofRequired = new(RefusalKind.Invalid, "fairs.proof-required");
    public static readonly Refusal NoticeTaskNotFound = new(RefusalKind.NotFound, "fairs.notice-task-not-found");

    public static readonly Refusal EmployerNotApproved = new(RefusalKind.Unprocessable, "fairs.employer-not-approved");

    /// <summary>JF-8.3.1-emp: no business licence that is valid on {0}.</summary>
    public static readonly Refusal ExhibitorUnlicensed = new(RefusalKind.Unprocessable, "fairs.exhibitor-unlicensed");

    /// <summary>JF-4: the organiser holds no licence for fairs today; the halls do not open.</summary>
    public static readonly Refusal OrganiserUnlicensed = new(RefusalKind.Conflict, "fairs.organiser-unlicensed");
    public static readonly Refusal JobForeign = new(RefusalKind.Unprocessable, "fairs.job-foreign");
    public static readonly Refusal NoApprovedJob = new(RefusalKind.Unprocessable, "fairs.no-approved-job");
    public static readonly Refusal StaffForeign = new(RefusalKind.Unprocessable, "fairs.staff-foreign");
    public static readonly Refusal AlreadyRegistered = new(RefusalKind.Conflict, "fairs.already-registered");
    public static readonly Refusal AlreadyDecided = new(RefusalKind.Conflict, "fairs.already-decided");

    /// <summary>JF-6.5: the exhibitor handed in anew since what is decided on was read.</summary>
    public static readonly Refusal ExhibitorChanged = new(RefusalKind.Conflict, "fairs.exhibitor-changed");

    /// <summary>Withdraws with numbers that are not over.</summary>
    public static readonly Refusal NumbersLiving = new(RefusalKind.Conflict, "fairs.numbers-living");
    public static readonly Refusal BoothNumberTaken = new(RefusalKind.Conflict, "fairs.booth-number-taken");
    public static readonly Refusal ExhibitorNotFound = new(RefusalKind.NotFound, "fairs.exhibitor-not-found");

    /// <summary>Held by rule {0}: {1}.</summary>
    public static readonly Refusal Screened = new(RefusalKind.Unprocessable, "fairs.screened");

    /// <summary>JF-3.1: the halls open at {0}.</summary>
    public static readonly Refusal NotOpenYet = new(RefusalKind.Conflict, "fairs.not-open-yet");

    /// <summary>JF-3.1: the halls closed at {0}.</summary>
    public static readonly Refusal ClosedSince = new(RefusalKind.Gone, "fairs.closed-since");

    /// <summary>JF-8.3.1-can: takes part who is registered and approved.</summary>
    public static readonly Refusal NotRegistered = new(RefusalKind.Forbidden, "fairs.not-registered");
    public static readonly Refusal OwnBooth = new(RefusalKind.Unprocessable, "fairs.own-booth");
    public static readonly Refusal BoothPaused = new(RefusalKind.Conflict, "fairs.booth-paused");
    public static readonly Refusal BoothClosed = new(RefusalKind.Gone, "fairs.booth-closed");

    /// <summary>Has number {0} here already.</summary>
    public static readonly Refusal HasNumber = new(RefusalKind.Conflict, "fairs.has-number");

    /// <summary>Holds {0} numbers already.</summary>
    public static readonly Refusal TooManyNumbers = new(RefusalKind.Conflict, "fairs.too-many-numbers");

    /// <summary>The number is over; {0} says how.</summary>
    public static readonly Refusal PlaceOver = new(RefusalKind.Gone, "fairs.place-over");
    public static readonly Refusal NotCalled = new(RefusalKind.Conflict, "fairs.not-called");

    /// <summary>The call's time was up at {0}.</summary>
    public static readonly Refusal CallLapsed = new(RefusalKind.Gone, "fairs.call-lapsed");
    public static readonly Refusal SkipReasonRequired = new(RefusalKind.Invalid, "fairs.skip-reason-required");
    public static readonly Refusal InTalk = new(RefusalKind.Conflict, "fairs.in-talk");

    public static readonly Refusal NotOnDuty = new(RefusalKind.Conflict, "fairs.not-on-duty");

    /// <summary>The recruiter has a call or talk of its own to end first.</summary>
    public static readonly Refusal RecruiterBusy = new(RefusalKind.Conflict, "fairs.recruiter-busy");
    public static readonly Refusal QueueEmpty = new(RefusalKind.Conflict, "fairs.queue-empty");

    /// <summary>{0} wait, and none of them can be called now: busy elsewhere or not there.</summary>
    public static readonly Refusal NobodyReady = new(RefusalKind.Conflict, "fairs.nobody-ready");

    /// <summary>Another booth was quicker.</summary>
    public static readonly Refusal CandidateTaken = new(RefusalKind.Conflict, "fairs.candidate-taken");

    public static readonly Refusal TalkNotOn = new(RefusalKind.Conflict, "fairs.talk-not-on");
    public static readonly Refusal TalkOver = new(RefusalKind.Gone, "fairs.talk-over");
    public static readonly Refusal AlreadyExtended = new(RefusalKind.Conflict, "fairs.already-extended");
    public static readonly Refusal NoExtension = new(RefusalKind.Unprocessable, "fairs.no-extension");
    public static readonly Refusal NoTalkHeld = new(RefusalKind.Unprocessable, "fairs.no-talk-held");
    public static readonly Refusal ResultReasonRequired = new(RefusalKind.Invalid, "fairs.result-reason-required");
    public static readonly Refusal AlreadySettled = new(RefusalKind.Conflict, "fairs.already-settled");
    public static readonly Refusal NotSettled = new(RefusalKind.Conflict, "fairs.not-settled");

    /// <summary>Could be undone until {0}.</summary>
    public static readonly Refusal UndoOver = new(RefusalKind.Gone, "fairs.undo-over");
    public static readonly Refusal ResumeNotShared = new(RefusalKind.Forbidden, "fairs.resume-not-shared");
    public static readonly Refusal SignalTooLarge = new(RefusalKind.TooLarge, "fairs.signal-too-large");
    public static readonly Refusal JobNotAtBooth = new(RefusalKind.Unprocessable, "fairs.job-not-at-booth");
    public static readonly Refusal SummaryNotReady = new(RefusalKind.Conflict, "fairs.summary-not-ready");
}
