namespace Pinchang.Contracts.Maintenance;

/// <summary>What was done to the installation.</summary>
public enum MaintenanceAct
{
    Started,
    Stopped,
    LedgerVerified,
    LedgerPurged,
    MonthsMade,
    KeysRotated,
    MasterKeyChanged,
    BackedUp,
    Restored,

    /// <summary>A backup was restored apart, its ledger verified, and what was restored removed.</summary>
    RestoreDrilled,

    /// <summary>The schema was brought forward.</summary>
    Migrated,
}

/// <summary>JF-9c: a line of the maintenance log (<c>GET /api/operations/maintenance</c>). It names no person.</summary>
public sealed record MaintenanceLine(DateTimeOffset At, MaintenanceAct Act, string? Host, string? Detail);
