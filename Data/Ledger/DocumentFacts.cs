using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Pinchang.Contracts.Documents;
using Pinchang.Contracts.Ledger;
using Pinchang.Domain.Documents;
using Pinchang.Domain.Ledger;

namespace Pinchang.Data.Ledger;

/// <summary>What the ledger tells of documents: a version that was handed in or decided on, and who acknowledged one.</summary>
internal static class DocumentFacts
{
    public static LedgerEntry? OfVersion(EntityEntry row)
    {
        var version = (DocumentVersion)row.Entity;
        var moved = row.State == EntityState.Modified && !Equals(row.Property(nameof(DocumentVersion.State)).OriginalValue, version.State);
        if (!moved || version.State is DocumentState.Draft or DocumentState.Superseded
            || row.Context.Set<ManagedDocument>().Local.FirstOrDefault(one => one.Id == version.DocumentId) is not { } document)
        {
            return null;
        }

        return new(version.State == DocumentState.Submitted ? LedgerKinds.DocumentSubmitted : LedgerKinds.DocumentDecided, document.AgencyId, "document", document.Id)
        {
            Before = row.Property(nameof(DocumentVersion.State)).OriginalValue?.ToString(),
            After = version.State.ToString(),
            What = $"{DocumentTemplates.Find(document.TemplateKey)?.Title}（第{version.Number}版）",
            Reason = version.DecisionReason,
        };
    }

    public static LedgerEntry? OfAcknowledgement(EntityEntry row)
    {
        var acknowledged = (DocumentAcknowledgement)row.Entity;
        var kind = acknowledged.TextSha256 is null ? LedgerKinds.DocumentAcknowledged : LedgerKinds.AgreementSigned;
        return row.State != EntityState.Added ? null : new(kind, acknowledged.AgencyId, "document", acknowledged.DocumentId)
        {
            PersonId = acknowledged.UserId,
            What = $"第{acknowledged.Version}版",
            After = acknowledged.TextSha256 is { } hash ? Convert.ToHexStringLower(hash) : null,
        };
    }
}
