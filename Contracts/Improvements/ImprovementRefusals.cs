namespace Pinchang.Contracts.Improvements;

public static class ImprovementRefusals
{
    /// <summary>Not there, another agency's, still going on, or one the caller stays out of.</summary>
    public static readonly Refusal OriginUnknown = new(RefusalKind.Unprocessable, "improvements.origin-unknown");

    public static readonly Refusal OwnerUnknown = new(RefusalKind.Unprocessable, "improvements.owner-unknown");

    /// <summary>A deadline lies between today and {0} days from now.</summary>
    public static readonly Refusal DueWrong = new(RefusalKind.Unprocessable, "improvements.due-wrong");

    /// <summary>Another owner or deadline is not given without saying why.</summary>
    public static readonly Refusal ReasonRequired = new(RefusalKind.Unprocessable, "improvements.reason-required");

    public static readonly Refusal NotOpen = new(RefusalKind.Conflict, "improvements.not-open");

    public static readonly Refusal Closed = new(RefusalKind.Conflict, "improvements.closed");

    /// <summary>LH-6.2.3: the cause, the correction or the prevention is missing.</summary>
    public static readonly Refusal Incomplete = new(RefusalKind.Unprocessable, "improvements.incomplete");

    public static readonly Refusal NotDone = new(RefusalKind.Conflict, "improvements.not-done");

    /// <summary>Only its owner writes what they found and did.</summary>
    public static readonly Refusal NotOwner = new(RefusalKind.Forbidden, "improvements.not-owner");

    /// <summary>An owner neither gives it away nor moves its deadline.</summary>
    public static readonly Refusal NotDirecting = new(RefusalKind.Forbidden, "improvements.not-directing");

    /// <summary>Nobody checks the effect of their own work.</summary>
    public static readonly Refusal OwnCheck = new(RefusalKind.Forbidden, "improvements.own-check");
}
