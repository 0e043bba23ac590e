namespace Pinchang.Contracts.Screening;

/// <summary>Where an edition of the screening rules stands. One at most is a draft or submitted, one at most in force.</summary>
public enum ScreeningEditionState
{
    Draft,
    Submitted,
    Refused,
    InForce,

    /// <summary>A later edition took its place.</summary>
    Superseded,
}

/// <summary>How a rule of the draft differs from the edition in force.</summary>
public enum ScreeningRuleChange
{
    Same,
    Added,
    Changed,
    Removed,
}

/// <summary>Where a past text was written.</summary>
public enum PastTextSource
{
    Chat,
    Question,
    Job,
}

/// <summary>
/// One act that texts are searched for (LH-5.1.3c, LH-5.1.3d, JF-7.2), all of it plain text. <paramref name="Patterns"/>: any one suffices;
/// groups stand in order, parted by spaces, alternatives by <c>|</c>; <c>~6</c> allows six letters in between instead of three.
/// </summary>
/// <param name="Id">Stable, as <c>fees.deposit</c>.</param>
/// <param name="Name">As the author of a text reads it.</param>
/// <param name="Grave">Held back until a person has looked; otherwise only marked for the reviewer.</param>
/// <param name="Unless">Words shortly before or in a hit, in the same clause, that turn it round.</param>
/// <param name="UnlessThen">Words shortly after it, in the same sentence, that do.</param>
/// <param name="Harmless">Longer words that only contain a word of the rule.</param>
/// <param name="Example">A text that the rule must meet.</param>
public sealed record ScreeningRuleText(
    string Id, string Name, string Clause, bool Grave, string[] Patterns, string[] Unless, string[] UnlessThen, string[] Harmless, string Example);

/// <param name="Number">0 is the edition that the product is shipped with.</param>
/// <param name="Writers">Who changed it; none of them approves it.</param>
public sealed record ScreeningEditionSummary(
    int Number, ScreeningEditionState State, string? Note, string[] Writers, DateTimeOffset? WrittenAt, string? DecidedBy, DateTimeOffset? DecidedAt, string? Reason, int Rules);

/// <summary>One line of the list: of the draft where there is one, else of the edition in force.</summary>
public sealed record ScreeningRuleSummary(string Id, string Name, string Clause, bool Grave, string Example, ScreeningRuleChange Change);

/// <summary>A past text that the draft judges otherwise than the edition in force.</summary>
/// <param name="Excerpt">The words with what stands around them, at most 120 letters.</param>
/// <param name="Newly">True: the draft meets it and the edition in force does not; false: the other way round.</param>
/// <param name="Start">Of the words, within the excerpt.</param>
public sealed record ScreeningTrialChange(PastTextSource Source, string RuleId, string Rule, bool Newly, string Excerpt, int Start, int Length);

/// <summary>A draft held against what people wrote: how many texts, and which of them would now be judged otherwise.</summary>
/// <param name="Texts">How many were read: the newest of the caller's agency, at most 20,000 of each source.</param>
/// <param name="Changes">The first 200.</param>
public sealed record ScreeningTrial(DateTimeOffset At, int Texts, int NewlyMet, int NoLongerMet, ScreeningTrialChange[] Changes);

/// <summary><c>GET /api/operations/screening</c></summary>
public sealed record ScreeningDesk
{
    public required ScreeningEditionSummary InForce { get; init; }

    /// <summary>A draft, or one that waits for its approver.</summary>
    public ScreeningEditionSummary? Open { get; init; }

    public required ScreeningRuleSummary[] Rules { get; init; }

    /// <summary>Of the open edition as it stands; null when it was changed since.</summary>
    public ScreeningTrial? Trial { get; init; }

    /// <summary>Newest first.</summary>
    public required ScreeningEditionSummary[] Editions { get; init; }

    /// <summary>The caller works for the agency that runs the installation, and may change rules.</summary>
    public required bool MayWrite { get; init; }

    public required bool MayDecide { get; init; }
}

/// <summary><c>GET /api/operations/screening/rules/{id}</c></summary>
/// <param name="Rule">Of the open edition, where there is one; null when it takes the rule out.</param>
/// <param name="InForce">Null when the open edition brings it in.</param>
public sealed record ScreeningRuleDetails(ScreeningRuleText? Rule, ScreeningRuleText? InForce, ScreeningRuleChange Change);

/// <summary><c>POST …/tries</c>: a text held against the open edition and the one in force.</summary>
public sealed record TryScreening(string Text);

/// <summary>What each edition says of the text; <paramref name="Open"/> is null where none is open.</summary>
public sealed record ScreeningTried(TextMark[] InForce, TextMark[]? Open);

/// <summary><c>POST …/submissions</c>: what was changed, and why.</summary>
public sealed record SubmitScreening(string Note);

public static class ScreeningDeskRefusals
{
    /// <summary>{0} in a pattern cannot be read.</summary>
    public static readonly Refusal PatternUnreadable = new(RefusalKind.Invalid, "screening.pattern-unreadable");

    /// <summary>The rule does not meet its own example.</summary>
    public static readonly Refusal ExampleMissed = new(RefusalKind.Unprocessable, "screening.example-missed");

    /// <summary>An id is <c>kind.act</c> in small Latin letters.</summary>
    public static readonly Refusal BadId = new(RefusalKind.Invalid, "screening.bad-id");

    /// <summary>A clause begins with LH-, JF- or EX-.</summary>
    public static readonly Refusal BadClause = new(RefusalKind.Invalid, "screening.bad-clause");

    /// <summary>The rules hold for all agencies of an installation, so the one that runs it changes them.</summary>
    public static readonly Refusal NotOwner = new(RefusalKind.Forbidden, "screening.not-owner");

    public static readonly Refusal NothingOpen = new(RefusalKind.Conflict, "screening.nothing-open");

    public static readonly Refusal AwaitsDecision = new(RefusalKind.Conflict, "screening.awaits-decision");

    public static readonly Refusal NothingChanged = new(RefusalKind.Conflict, "screening.nothing-changed");

    /// <summary>It was not tried on past text since its last change.</summary>
    public static readonly Refusal Untried = new(RefusalKind.Conflict, "screening.untried");

    /// <summary>Who changed an edition does not approve it.</summary>
    public static readonly Refusal OwnDecision = new(RefusalKind.Forbidden, "screening.own-decision");

    public static readonly Refusal ReasonRequired = new(RefusalKind.Invalid, "screening.reason-required");
}
