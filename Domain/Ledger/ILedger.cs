namespace Pinchang.Domain.Ledger;

/// <summary>Where decisions leave their line.</summary>
public interface ILedger
{
    /// <summary>Adds the line to the unit of work at hand: it is kept with the fact, or neither is.</summary>
    void Write(LedgerEntry entry);
}

/// <summary>For what has no unit of work of its own: a look at somebody's data, an export.</summary>
public interface ILedgerLog
{
    /// <summary>Kept when this returns. The lines of many callers share one commit.</summary>
    Task AppendAsync(IReadOnlyList<LedgerLine> lines);
}

/// <summary>Tells who the person behind the present work is.</summary>
public interface ILedgerActors
{
    LedgerActor Current { get; }
}
