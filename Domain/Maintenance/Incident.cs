using Pinchang.Contracts;
using Pinchang.Contracts.Maintenance;

namespace Pinchang.Domain.Maintenance;

/// <summary>Who did something to an incident, and when; nobody when the platform did.</summary>
public sealed record IncidentBy(Guid EntryId, Guid? StaffId, DateTimeOffset At);

/// <summary>Something that went wrong (LH-4.4.1a, JF-7.6), with a log that only grows. It ends with what it was and what was done against it.</summary>
public sealed class Incident : IOwnedByAgency
{
    public const int MostTitle = 60;
    public const int MostText = 2000;

    private Incident()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public string Title { get; private set; } = "";

    public IncidentSeverity Severity { get; private set; }

    /// <summary>The check that opened it by itself; null where a person did.</summary>
    public HealthCheck? Check { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public string? Cause { get; private set; }

    public string? Measure { get; private set; }

    public List<IncidentEntry> Entries { get; } = [];

    public static Outcome<Incident> Open(Guid agencyId, OpenIncident command, IncidentBy by)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(by);
        var refusal = WrittenText.Check(command.Title, MostTitle, "title", required: true)
            ?? (Enum.IsDefined(command.Severity) ? null : CommonRefusals.Malformed.On("severity"))
            ?? WrittenText.Check(command.Text, MostText, "text", required: true, lines: true);
        return refusal is null ? New(agencyId, WrittenText.Tidy(command.Title)!, command.Severity, null, command.Text, by) : refusal;
    }

    /// <summary>By the platform, from a check that stays red.</summary>
    public static Incident OpenByCheck(Guid agencyId, HealthCheck check, string title, string text, IncidentBy by)
    {
        ArgumentNullException.ThrowIfNull(by);
        return New(agencyId, title, IncidentSeverity.Major, check, text, by);
    }

    public Outcome<Incident> Note(NoteOnIncident command, IncidentBy by)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(by);
        if ((ClosedAt is null ? WrittenText.Check(command.Text, MostText, "text", required: true, lines: true) : MaintenanceRefusals.IncidentClosed) is { } refusal)
        {
            return refusal;
        }

        Enter(IncidentStep.Noted, command.Text, by);
        return this;
    }

    /// <summary>What the check says now, written down when it is another thing than it said last. True when something was written.</summary>
    public bool Follow(bool isWell, IncidentBy by)
    {
        ArgumentNullException.ThrowIfNull(by);
        var wasWell = Entries.Where(entry => entry.Step is IncidentStep.Recovered or IncidentStep.Recurred).OrderBy(entry => entry.At).LastOrDefault()?.Step == IncidentStep.Recovered;
        if (ClosedAt is not null || isWell == wasWell)
        {
            return false;
        }

        Enter(isWell ? IncidentStep.Recovered : IncidentStep.Recurred, null, by);
        return true;
    }

    public Outcome<Incident> Close(CloseIncident command, IncidentBy by)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(by);
        var refusal = (ClosedAt is null ? null : MaintenanceRefusals.IncidentClosed)
            ?? WrittenText.Check(command.Cause, MostText, "cause", required: true, lines: true)
            ?? WrittenText.Check(command.Measure, MostText, "measure", required: true, lines: true);
        if (refusal is not null)
        {
            return refusal;
        }

        (ClosedAt, Cause, Measure) = (by.At, WrittenText.Tidy(command.Cause), WrittenText.Tidy(command.Measure));
        Enter(IncidentStep.Closed, null, by);
        return this;
    }

    private static Incident New(Guid agencyId, string title, IncidentSeverity severity, HealthCheck? check, string text, IncidentBy by)
    {
        var incident = new Incident { Id = Guid.CreateVersion7(by.At), AgencyId = agencyId, Title = title, Severity = severity, Check = check, OpenedAt = by.At };
        incident.Enter(IncidentStep.Opened, text, by);
        return incident;
    }

    private void Enter(IncidentStep step, string? text, IncidentBy by) => Entries.Add(new(by.EntryId, Id, step, by.At, by.StaffId, WrittenText.Tidy(text)));
}

/// <summary>A line of an incident's log; nothing changes or removes one.</summary>
public sealed class IncidentEntry(Guid id, Guid incidentId, IncidentStep step, DateTimeOffset at, Guid? staffId, string? text)
{
    public Guid Id { get; private set; } = id;

    public Guid IncidentId { get; private set; } = incidentId;

    public IncidentStep Step { get; private set; } = step;

    public DateTimeOffset At { get; private set; } = at;

    public Guid? StaffId { get; private set; } = staffId;

    public string? Text { get; private set; } = text;
}
