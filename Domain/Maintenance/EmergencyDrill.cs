using Pinchang.Contracts;
using Pinchang.Contracts.Maintenance;

namespace Pinchang.Domain.Maintenance;

/// <summary>JF-7.6: a drill with its scenario, planned first; what came of it is written down once and stays.</summary>
public sealed class EmergencyDrill : IOwnedByAgency
{
    private const int MostName = 40;
    private const int MostText = 2000;
    private const int MostMinutes = 24 * 60;

    private EmergencyDrill()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public string Scenario { get; private set; } = "";

    public DateOnly PlannedOn { get; private set; }

    public string Leader { get; private set; } = "";

    public DateTimeOffset? BeganAt { get; private set; }

    public int? Minutes { get; private set; }

    public bool? Passed { get; private set; }

    public string? Participants { get; private set; }

    public string? Findings { get; private set; }

    public static Outcome<EmergencyDrill> Plan(Guid agencyId, PlanDrill command, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(command);
        var refusal = WrittenText.Check(command.Scenario, 200, "scenario", required: true, lines: true)
            ?? (command.PlannedOn == default ? CommonRefusals.Required.On("plannedOn") : null)
            ?? WrittenText.Check(command.Leader, MostName, "leader", required: true);
        return refusal is not null ? refusal : new EmergencyDrill
        {
            Id = Guid.CreateVersion7(now),
            AgencyId = agencyId,
            Scenario = WrittenText.Tidy(command.Scenario)!,
            PlannedOn = command.PlannedOn,
            Leader = WrittenText.Tidy(command.Leader)!,
        };
    }

    public Outcome<EmergencyDrill> Record(RecordDrill command, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(command);
        var refusal = (BeganAt is null ? null : MaintenanceRefusals.DrillRecorded)
            ?? (command.BeganAt == default ? CommonRefusals.Required.On("beganAt") : null)
            ?? (command.BeganAt > now ? MaintenanceRefusals.DrillNotYetHeld.On("beganAt") : null)
            ?? (command.Minutes is > 0 and <= MostMinutes ? null : CommonRefusals.Malformed.On("minutes"))
            ?? WrittenText.Check(command.Participants, 500, "participants", required: true, lines: true)
            ?? WrittenText.Check(command.Findings, MostText, "findings", required: true, lines: true);
        if (refusal is not null)
        {
            return refusal;
        }

        (BeganAt, Minutes, Passed) = (command.BeganAt.ToUniversalTime(), command.Minutes, command.Passed);
        (Participants, Findings) = (WrittenText.Tidy(command.Participants), WrittenText.Tidy(command.Findings));
        return this;
    }
}
