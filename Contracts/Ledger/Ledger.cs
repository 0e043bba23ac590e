namespace Pinchang.Contracts.Ledger;

/// <summary>
/// A line of the service ledger as an operator reads it (<c>GET /api/operations/ledger</c>): people outside of the agency's staff by their
/// masked name.
/// </summary>
/// <param name="Sealed">Whether a seal is over it; false only for the newest.</param>
public sealed record LedgerLineSummary(
    Guid Id,
    DateTimeOffset At,
    string Kind,
    string KindName,
    LedgerName? Actor,
    string? Address,
    LedgerName? Organisation,
    LedgerName? Person,
    string Subject,
    Guid SubjectId,
    string? Before,
    string? After,
    string? What,
    string? Reason,
    bool Sealed);

/// <summary>Somebody or an organisation: the id to search by, and the name to read. Null when the row is gone.</summary>
public sealed record LedgerName(Guid Id, string? Name);

/// <summary>How the ledger stands, shown above its lines.</summary>
/// <param name="Waiting">Lines that are not sealed yet.</param>
/// <param name="OldestWaiting">When the oldest of them was written.</param>
/// <param name="Misplaced">Lines of months that nobody made; they are kept apart until it is.</param>
/// <param name="Kinds">Every kind of line and what it is called.</param>
public sealed record LedgerStanding(int Waiting, DateTimeOffset? OldestWaiting, DateTimeOffset? SealedAt, int Misplaced, LedgerKindName[] Kinds);

public sealed record LedgerKindName(string Kind, string Name);

public static class LedgerRefusals
{
    /// <summary>An export holds at most {0} lines: choose a shorter time.</summary>
    public static readonly Refusal TooManyLines = new(RefusalKind.Unprocessable, "ledger.too-many-lines");

    /// <summary>Why lines are taken out is written down with it.</summary>
    public static readonly Refusal ReasonMissing = new(RefusalKind.Invalid, "ledger.reason-missing");

    /// <summary>The end lies before the beginning.</summary>
    public static readonly Refusal PeriodMalformed = new(RefusalKind.Invalid, "ledger.period-malformed");
}
