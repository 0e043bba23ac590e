using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.Screening;
using Pinchang.Domain.Ledger;
using Pinchang.Domain.Screening;

namespace Pinchang.Data.Ledger;

/// <summary>What the ledger tells of the screening rules: an edition that was handed in, or decided on.</summary>
internal static class ScreeningFacts
{
    public static LedgerEntry? Of(EntityEntry row)
    {
        var edition = (ScreeningEdition)row.Entity;
        var before = row.Property(nameof(ScreeningEdition.State)).OriginalValue;
        if (row.State != EntityState.Modified || Equals(before, edition.State) || edition.State is ScreeningEditionState.Draft or ScreeningEditionState.Superseded)
        {
            return null;
        }

        return new(edition.State == ScreeningEditionState.Submitted ? LedgerKinds.ScreeningSubmitted : LedgerKinds.ScreeningDecided, edition.AgencyId, "agency", edition.AgencyId)
        {
            Before = before?.ToString(),
            After = edition.State.ToString(),
            What = $"第{edition.Number}版：{edition.Note}",
            Reason = edition.DecisionReason,
        };
    }
}
