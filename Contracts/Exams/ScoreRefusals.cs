namespace Pinchang.Contracts.Exams;

public static class ScoreRefusals
{
    /// <summary>Sittings without a finished marking: {0}.</summary>
    public static readonly Refusal MarkingUnfinished = new(RefusalKind.Conflict, "scores.marking-unfinished");

    /// <summary>The weights of a candidate's sittings add up to {0} %.</summary>
    public static readonly Refusal WeightsOff = new(RefusalKind.Unprocessable, "scores.weights-off");

    /// <summary>The two scorers differ in {0} places.</summary>
    public static readonly Refusal ScorersDiffer = new(RefusalKind.Conflict, "scores.scorers-differ");

    /// <summary>The script of {0} is no longer the one that was marked (late answers were accepted).</summary>
    public static readonly Refusal ScriptChanged = new(RefusalKind.Conflict, "scores.script-changed");
    public static readonly Refusal Nobody = new(RefusalKind.Unprocessable, "scores.nobody");
    public static readonly Refusal Unconfirmed = new(RefusalKind.Conflict, "scores.unconfirmed");

    /// <summary>What was confirmed is not what is there.</summary>
    public static readonly Refusal FingerprintDiffers = new(RefusalKind.Conflict, "scores.fingerprint-differs");
    public static readonly Refusal WrongState = new(RefusalKind.Conflict, "scores.wrong-state");
    public static readonly Refusal NotPublished = new(RefusalKind.NotFound, "scores.not-published");

    /// <summary>No published score has this ticket number and code.</summary>
    public static readonly Refusal SlipUnknown = new(RefusalKind.NotFound, "scores.slip-unknown");
    public static readonly Refusal TakenDown = new(RefusalKind.Gone, "scores.taken-down");

    /// <summary>Re-checks could be asked for until {0}.</summary>
    public static readonly Refusal RecheckOver = new(RefusalKind.Gone, "scores.recheck-over");
    public static readonly Refusal RecheckAsked = new(RefusalKind.Conflict, "scores.recheck-asked");

    /// <summary>A correction needs an answer that was sent back to marking.</summary>
    public static readonly Refusal NothingSentBack = new(RefusalKind.Conflict, "scores.nothing-sent-back");
    public static readonly Refusal RecheckAnswered = new(RefusalKind.Conflict, "scores.recheck-answered");
    public static readonly Refusal DeliveryRepeated = new(RefusalKind.Conflict, "scores.delivery-repeated");
    public static readonly Refusal DeliveryNotFailed = new(RefusalKind.Conflict, "scores.delivery-not-failed");
}
