using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Marking;

/// <summary>The marking of one sitting, and by which rules. It is finished when each of its answers has its points.</summary>
public sealed class MarkingRound : IOwnedByAgency
{
    public required Guid Id { get; init; }

    public required Guid AgencyId { get; init; }

    public required Guid ProjectId { get; init; }

    public required Guid SittingId { get; init; }

    public required Guid PaperId { get; init; }

    public required string SittingName { get; init; }

    public required MarkingSettings Settings { get; set; }

    /// <summary>What the paper's questions bring in all.</summary>
    public required decimal FullPoints { get; init; }

    public required Guid OpenedBy { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>
    /// What a sitting weighs is the office's matter until scores are published; how its essays are marked only while nobody has marked by it.
    /// How fill-ins are compared was applied when the round opened and stays.
    /// </summary>
    public Outcome<MarkingRound> Change(ChangeMarking change, bool anyMark, bool isReleased)
    {
        ArgumentNullException.ThrowIfNull(change);
        var settings = Settings with
        {
            ThresholdShare = change.ThresholdShare,
            Step = change.Step,
            SpotCheckShare = change.SpotCheckShare,
            SelfCheckEvery = change.SelfCheckEvery,
            Weight = change.Weight,
        };
        if (MarkingSettingsRules.Check(settings) is { } refusal)
        {
            return refusal;
        }

        if (isReleased)
        {
            return MarkingRefusals.ScoresReleased;
        }

        if (anyMark && settings with { Weight = Settings.Weight } != Settings)
        {
            return MarkingRefusals.SettingsFixed;
        }

        Settings = settings;
        return this;
    }
}

/// <summary>A script without its candidate: a random code, its objective points, and where it names itself.</summary>
public sealed class BlindScript : IOwnedByAgency
{
    public required Guid Id { get; init; }

    public required Guid AgencyId { get; init; }

    public required Guid RoundId { get; init; }

    /// <summary>Seen by the assembly of scores, never by a marker.</summary>
    public required Guid SessionId { get; init; }

    public required Guid RegistrationId { get; init; }

    /// <summary>For the office, when it speaks of a broken script or a difference.</summary>
    public required string TicketNumber { get; init; }

    /// <summary>The receipt of what was marked: answers accepted afterwards would make it another.</summary>
    public required string ScriptSha256 { get; init; }

    public required string Code { get; init; }

    public required decimal Objective { get; init; }

    /// <summary>Points per objective question, so that a re-check can show them.</summary>
    public required IReadOnlyDictionary<string, decimal> ObjectiveByQuestion { get; init; }

    /// <summary>Whether a person has said that naming himself is a violation to be pursued.</summary>
    public bool? Referred { get; private set; }

    public string? ReferralNote { get; private set; }

    public Guid? ReferredBy { get; private set; }

    public DateTimeOffset? ReferredAt { get; private set; }

    public Outcome<BlindScript> Refer(DecideSelfNaming decision, Guid by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (Referred is not null)
        {
            return MarkingRefusals.NamingDecided;
        }

        if (WrittenText.Check(decision.Note, 500, "note", required: true) is { } refusal)
        {
            return refusal;
        }

        (Referred, ReferralNote, ReferredBy, ReferredAt) = (decision.Referred, decision.Note.Trim(), by, now);
        return this;
    }
}
