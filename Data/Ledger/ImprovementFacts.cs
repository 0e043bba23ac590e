using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Pinchang.Contracts.Ledger;
using Pinchang.Domain.Improvements;
using Pinchang.Domain.Ledger;

namespace Pinchang.Data.Ledger;

/// <summary>What the ledger tells of a corrective action, step by step.</summary>
internal static class ImprovementFacts
{
    public static LedgerEntry? Of(EntityEntry row)
    {
        var entry = (ImprovementEntry)row.Entity;
        if (row.State != EntityState.Added || row.Context.Set<Improvement>().Local.FirstOrDefault(one => one.Id == entry.ImprovementId) is not { } improvement)
        {
            return null;
        }

        return new(LedgerKinds.ImprovementStepped, improvement.AgencyId, "improvement", improvement.Id)
        {
            PersonId = entry.OwnerId,
            After = entry.Step.ToString(),
            What = improvement.Title,
            Reason = entry.Text,
        };
    }
}
