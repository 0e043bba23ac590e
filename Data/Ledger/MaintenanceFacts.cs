using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.Maintenance;
using Pinchang.Domain.Ledger;
using Pinchang.Domain.Maintenance;

namespace Pinchang.Data.Ledger;

/// <summary>What the ledger tells of an incident, step by step, and of drills.</summary>
internal static class MaintenanceFacts
{
    public static LedgerEntry? OfIncident(EntityEntry row)
    {
        var entry = (IncidentEntry)row.Entity;
        if (row.State != EntityState.Added || row.Context.Set<Incident>().Local.FirstOrDefault(one => one.Id == entry.IncidentId) is not { } incident)
        {
            return null;
        }

        return new(LedgerKinds.IncidentStepped, incident.AgencyId, "incident", incident.Id)
        {
            After = entry.Step.ToString(),
            What = incident.Title,
            Reason = entry.Step == IncidentStep.Closed ? incident.Cause : null,
        };
    }

    public static LedgerEntry? OfDrill(EntityEntry row)
    {
        var drill = (EmergencyDrill)row.Entity;
        return new(LedgerKinds.DrillStepped, drill.AgencyId, "emergency-drill", drill.Id)
        {
            After = drill.Passed switch { null => "Planned", true => "Passed", false => "Failed" },
            What = drill.Scenario,
        };
    }
}
