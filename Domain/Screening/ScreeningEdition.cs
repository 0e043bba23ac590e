using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Screening;

namespace Pinchang.Domain.Screening;

/// <summary>
/// All rules at one time. Changed as a draft, tried on past text, approved by somebody who changed nothing in it; what was in force stays
/// as it was, so that it can be shown by which rules a text was judged.
/// </summary>
public sealed class ScreeningEdition
{
    public const int LongestNote = 500;

    private ScreeningEdition()
    {
    }

    public int Number { get; private set; }

    /// <summary>The agency that runs the installation: the rules hold for all agencies.</summary>
    public Guid AgencyId { get; private set; }

    public ScreeningEditionState State { get; private set; }

    public IReadOnlyList<ScreeningRule> Rules { get; private set; } = [];

    public string? Note { get; private set; }

    public List<Guid> Writers { get; private set; } = [];

    public DateTimeOffset WrittenAt { get; private set; }

    /// <summary>Of the rules as they stand; null when one was changed since.</summary>
    public ScreeningTrial? Trial { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? DecisionReason { get; private set; }

    public bool IsOpen => State is ScreeningEditionState.Draft or ScreeningEditionState.Submitted;

    public static ScreeningEdition After(int number, Guid agencyId, IReadOnlyList<ScreeningRule> rules, Guid writerId, DateTimeOffset now) =>
        new() { Number = number, AgencyId = agencyId, Rules = rules, Writers = [writerId], WrittenAt = now };

    /// <summary>Brings a rule in, or changes the one of its id.</summary>
    public Outcome<ScreeningEdition> Write(ScreeningRule rule, Guid writerId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if ((WhyFixed() ?? ScreeningRuleCheck.Of(rule)) is { } refusal)
        {
            return refusal;
        }

        Change(
            Rules.Any(old => old.Id == rule.Id) ? [.. Rules.Select(old => old.Id == rule.Id ? rule : old)] : [.. Rules, rule],
            writerId,
            now);
        return this;
    }

    public Outcome<ScreeningEdition> TakeOut(string ruleId, Guid writerId, DateTimeOffset now)
    {
        if (WhyFixed() is { } refusal)
        {
            return refusal;
        }

        if (Rules.All(rule => rule.Id != ruleId))
        {
            return CommonRefusals.NotFound;
        }

        Change([.. Rules.Where(rule => rule.Id != ruleId)], writerId, now);
        return this;
    }

    public Outcome<ScreeningEdition> KeepTrial(ScreeningTrial trial)
    {
        if (WhyFixed() is { } refusal)
        {
            return refusal;
        }

        Trial = trial;
        return this;
    }

    /// <param name="inForce">What it would take the place of.</param>
    public Outcome<ScreeningEdition> Submit(string note, IReadOnlyList<ScreeningRule> inForce)
    {
        if ((WhyFixed() ?? WrittenText.Check(note, LongestNote, "note", required: true, lines: true)) is { } refusal)
        {
            return refusal;
        }

        if (ScreeningRuleCheck.SameRules(Rules, inForce))
        {
            return ScreeningDeskRefusals.NothingChanged;
        }

        if (Trial is null)
        {
            return ScreeningDeskRefusals.Untried;
        }

        (State, Note) = (ScreeningEditionState.Submitted, WrittenText.Tidy(note));
        return this;
    }

    /// <summary>Approved is in force: the caller supersedes the edition before it.</summary>
    public Outcome<ScreeningEdition> Decide(DecideReview decision, Guid approverId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (State != ScreeningEditionState.Submitted)
        {
            return ScreeningDeskRefusals.NothingOpen;
        }

        if (Writers.Contains(approverId))
        {
            return ScreeningDeskRefusals.OwnDecision;
        }

        if (!decision.Approved && string.IsNullOrWhiteSpace(decision.Reason))
        {
            return ScreeningDeskRefusals.ReasonRequired.On("reason");
        }

        if (WrittenText.Check(decision.Reason, LongestNote, "reason", lines: true) is { } malformed)
        {
            return malformed;
        }

        State = decision.Approved ? ScreeningEditionState.InForce : ScreeningEditionState.Refused;
        (DecidedBy, DecidedAt, DecisionReason) = (approverId, now, WrittenText.Tidy(decision.Reason));
        return this;
    }

    public void Supersede() => State = ScreeningEditionState.Superseded;

    private Refusal? WhyFixed() => State switch
    {
        ScreeningEditionState.Draft => null,
        ScreeningEditionState.Submitted => ScreeningDeskRefusals.AwaitsDecision,
        _ => ScreeningDeskRefusals.NothingOpen,
    };

    private void Change(IReadOnlyList<ScreeningRule> rules, Guid writerId, DateTimeOffset now)
    {
        (Rules, Trial, WrittenAt) = (rules, null, now);
        if (!Writers.Contains(writerId))
        {
            Writers = [.. Writers, writerId];
        }
    }
}
