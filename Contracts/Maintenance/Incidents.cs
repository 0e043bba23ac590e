namespace Pinchang.Contracts.Maintenance;

public enum IncidentSeverity
{
    Minor,
    Major,

    /// <summary>The service stands still, data is lost, or somebody is where they must not be.</summary>
    Critical,
}

public enum IncidentStep
{
    Opened,
    Noted,

    /// <summary>The check that opened it is well again; a person still says what it was.</summary>
    Recovered,
    Recurred,
    Closed,
}

/// <summary>A line of an incident's log.</summary>
/// <param name="By">Null for the platform itself.</param>
public sealed record IncidentLine(DateTimeOffset At, IncidentStep Step, string? By, string? Text);

/// <summary>An incident with its whole log. A closed one has a cause and a measure.</summary>
public sealed record IncidentDetails(
    Guid Id, string Title, IncidentSeverity Severity, HealthCheck? Check, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string? Cause, string? Measure, IncidentLine[] Log);

/// <summary><c>POST /api/operations/incidents</c>.</summary>
public sealed record OpenIncident(string Title, IncidentSeverity Severity, string Text);

/// <summary><c>POST /api/operations/incidents/{id}/notes</c>.</summary>
public sealed record NoteOnIncident(string Text);

/// <summary><c>POST /api/operations/incidents/{id}/closures</c>: what it was, and what keeps it from coming again.</summary>
public sealed record CloseIncident(string Cause, string Measure);

/// <summary>JF-7.6: an emergency drill, planned, and then with what came of it.</summary>
public sealed record EmergencyDrillDetails(
    Guid Id, string Scenario, DateOnly PlannedOn, string Leader, DateTimeOffset? BeganAt, int? Minutes, bool? Passed, string? Participants, string? Findings);

/// <summary><c>POST /api/operations/drills</c>.</summary>
public sealed record PlanDrill(string Scenario, DateOnly PlannedOn, string Leader);

/// <summary><c>POST /api/operations/drills/{id}/results</c>.</summary>
public sealed record RecordDrill(DateTimeOffset BeganAt, int Minutes, bool Passed, string Participants, string Findings);

public static class MaintenanceRefusals
{
    public static readonly Refusal IncidentClosed = new(RefusalKind.Conflict, "maintenance.incident-closed");

    public static readonly Refusal DrillRecorded = new(RefusalKind.Conflict, "maintenance.drill-recorded");

    /// <summary>It began in the future.</summary>
    public static readonly Refusal DrillNotYetHeld = new(RefusalKind.Unprocessable, "maintenance.drill-not-yet-held");
}
