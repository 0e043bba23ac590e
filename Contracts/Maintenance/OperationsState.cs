namespace Pinchang.Contracts.Maintenance;

/// <summary>How a part does: well, to be watched, or in trouble.</summary>
public enum HealthLight
{
    Green,
    Yellow,
    Red,
}

/// <summary>What is looked at each minute. Its figure is in the unit that is said here.</summary>
public enum HealthCheck
{
    /// <summary>Milliseconds that a question to the database takes; beside it, its size in bytes.</summary>
    Database,

    /// <summary>Per cent of the database's connections that are in use; beside it, how many.</summary>
    Connections,

    /// <summary>Seconds that the oldest message that should have left waits; beside it, how many wait.</summary>
    Outbox,

    /// <summary>Seconds that the oldest line of the service ledger waits for its seal; beside it, how many wait.</summary>
    Ledger,

    /// <summary>Per cent that is free where files lie; beside it, bytes.</summary>
    Storage,

    /// <summary>Open sockets of this process.</summary>
    Sockets,

    /// <summary>Requests of the last ten minutes that came too often; beside it, those of a day.</summary>
    RateLimits,

    /// <summary>Hours that the oldest thing waits for a reviewer; beside it, how many wait.</summary>
    Reviews,

    /// <summary>Hours since the newest backup; beside it, its size in bytes.</summary>
    Backup,

    /// <summary>Days since a backup was last put back for a trial; beside it, how many seconds that took.</summary>
    RestoreDrill,

    /// <summary>Days until the certificate ends.</summary>
    Certificate,

    /// <summary>Days since the last emergency drill that was held.</summary>
    EmergencyDrill,

    /// <summary>Days since the virus scanner's newest signatures were made; beside it, how many files were locked away.</summary>
    Scanner,

    /// <summary>Hours that the oldest file waits for a scan; beside it, how many wait.</summary>
    Scans,
}

/// <summary>What a check found.</summary>
/// <param name="Figure">What is judged; null where there is none: nothing waits, or it never happened.</param>
/// <param name="Beside">A second figure, not judged.</param>
/// <param name="Yellow">From which figure on it is to be watched, and <paramref name="Red"/> from which it is in trouble.</param>
/// <param name="Detail">In the words of whoever failed.</param>
public sealed record HealthReading(HealthCheck Check, HealthLight Light, double? Figure, double? Beside, double Yellow, double Red, string? Detail = null)
{
    /// <summary>When what it speaks of happened: a backup, a drill; or ends: a certificate.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>The worst of a quarter of an hour.</summary>
public sealed record HealthSample(DateTimeOffset At, HealthLight Light, double? Figure);

/// <summary>How one check went in the last 24 hours, a quarter of an hour each, oldest first; quarters in which nobody looked are left out.</summary>
public sealed record HealthHistory(HealthCheck Check, HealthSample[] Samples);

/// <summary><c>GET /api/operations/state</c> (LH-4.4.1a, JF-6.2): how the installation does now, and how it did.</summary>
/// <param name="LookedAt">When the checks that run by themselves last ran; null when they never did.</param>
/// <param name="OpenIncidents">Of the caller's agency.</param>
public sealed record OperationsState(DateTimeOffset At, DateTimeOffset? LookedAt, HealthReading[] Readings, HealthHistory[] History, int OpenIncidents);
