using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Pinchang.Domain.Ledger;

namespace Pinchang.Data.Ledger;

/// <summary>
/// Writes a line for each fact that a unit of work saves, by <see cref="LedgerFacts"/>: no use case can forget its line, and what it was
/// before is known from the row itself.
/// </summary>
internal sealed class LedgerScribe(ILedgerActors actors, TimeProvider time) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Tell(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Tell(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private void Tell(DbContext context)
    {
        context.ChangeTracker.DetectChanges();
        LedgerEntry[] entries = [.. context.ChangeTracker.Entries().Where(HasHappened).Select(LedgerFacts.Of).OfType<LedgerEntry>()];
        if (entries.Length > 0)
        {
            var (actor, now) = (actors.Current, time.GetUtcNow());
            context.AddRange(entries.Select(entry => LedgerLine.Of(entry, entry.IsUnnamed ? LedgerActor.Platform : actor, now)));
        }
    }

    private static bool HasHappened(EntityEntry entry) => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted;
}
