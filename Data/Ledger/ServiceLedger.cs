using Pinchang.Domain.Ledger;

namespace Pinchang.Data.Ledger;

internal sealed class ServiceLedger(PinchangContext context, ILedgerActors actors, TimeProvider time) : ILedger
{
    public void Write(LedgerEntry entry) => context.LedgerLines.Add(LedgerLine.Of(entry, actors.Current, time.GetUtcNow()));
}

/// <summary>Where nobody stands behind the work.</summary>
internal sealed class PlatformActs : ILedgerActors
{
    public LedgerActor Current => LedgerActor.Platform;
}
