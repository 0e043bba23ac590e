namespace Pinchang.Contracts.Exams;

public static class MarkingRefusals
{
    /// <summary>{0} candidates have not handed in yet.</summary>
    public static readonly Refusal SittingNotOver = new(RefusalKind.Conflict, "marking.sitting-not-over");
    public static readonly Refusal AlreadyOpen = new(RefusalKind.Conflict, "marking.already-open");
    public static readonly Refusal NoScripts = new(RefusalKind.Unprocessable, "marking.no-scripts");

    /// <summary>The papers have just closed; what was received in time may still be on its way to the rows.</summary>
    public static readonly Refusal PapersSettling = new(RefusalKind.Conflict, "marking.papers-settling");

    /// <summary>Late answers of {0} candidates wait for a decision.</summary>
    public static readonly Refusal LateAnswersWait = new(RefusalKind.Conflict, "marking.late-answers-wait");

    /// <summary>Late answers cannot be let count any more: the scripts are being marked.</summary>
    public static readonly Refusal ScriptsInMarking = new(RefusalKind.Conflict, "marking.scripts-in-marking");

    /// <summary>A script does not fit the hash of its receipt: {0}.</summary>
    public static readonly Refusal ScriptBroken = new(RefusalKind.Conflict, "marking.script-broken");
    public static readonly Refusal SettingsFixed = new(RefusalKind.Conflict, "marking.settings-fixed");

    /// <summary>The answer is not in this marker's hands.</summary>
    public static readonly Refusal NotGiven = new(RefusalKind.Forbidden, "marking.not-given");

    /// <summary>The claim lapsed and somebody else has the answer.</summary>
    public static readonly Refusal ClaimLapsed = new(RefusalKind.Conflict, "marking.claim-lapsed");
    public static readonly Refusal AlreadyMarked = new(RefusalKind.Conflict, "marking.already-marked");

    /// <summary>Who gave an answer back does not get it again.</summary>
    public static readonly Refusal GivenBack = new(RefusalKind.Conflict, "marking.given-back");
    public static readonly Refusal Settled = new(RefusalKind.Conflict, "marking.settled");
    public static readonly Refusal NotSettled = new(RefusalKind.Conflict, "marking.not-settled");

    /// <summary>Points lie outside 0–{0}.</summary>
    public static readonly Refusal PointsOutOfRange = new(RefusalKind.Invalid, "marking.points-out-of-range");

    /// <summary>Points are not a multiple of {0}.</summary>
    public static readonly Refusal PointsOffStep = new(RefusalKind.Invalid, "marking.points-off-step");
    public static readonly Refusal AnnotationOutside = new(RefusalKind.Invalid, "marking.annotation-outside");
    public static readonly Refusal NotForAdjudication = new(RefusalKind.Conflict, "marking.not-for-adjudication");

    /// <summary>An adjudicator does not decide on his own mark.</summary>
    public static readonly Refusal OwnMark = new(RefusalKind.Forbidden, "marking.own-mark");
    public static readonly Refusal NoSpotCheck = new(RefusalKind.NotFound, "marking.no-spot-check");
    public static readonly Refusal SpotCheckDecided = new(RefusalKind.Conflict, "marking.spot-check-decided");
    public static readonly Refusal NamingDecided = new(RefusalKind.Conflict, "marking.naming-decided");
    public static readonly Refusal StepUnknown = new(RefusalKind.Invalid, "marking.step-unknown");
    public static readonly Refusal ScoresReleased = new(RefusalKind.Conflict, "marking.scores-released");
}
