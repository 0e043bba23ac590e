using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Pinchang.Contracts.Complaints;
using Pinchang.Contracts.Ledger;
using Pinchang.Domain.Complaints;
using Pinchang.Domain.Ledger;

namespace Pinchang.Data.Ledger;

/// <summary>What the ledger tells of a complaint: each step of it.</summary>
internal static class ComplaintFacts
{
    // What was written stands at the complaint; the line says which step, and why where somebody decided.
    public static LedgerEntry? Of(EntityEntry row)
    {
        var entry = (ComplaintEntry)row.Entity;
        if (row.State != EntityState.Added || row.Context.Set<Complaint>().Local.FirstOrDefault(one => one.Id == entry.ComplaintId) is not { } complaint)
        {
            return null;
        }

        var isDecided = entry.Step is ComplaintStep.NotAccepted or ComplaintStep.Recused or ComplaintStep.Answered or ComplaintStep.ContactRevealed;
        var kind = entry.Step == ComplaintStep.Submitted ? LedgerKinds.ComplaintMade : LedgerKinds.ComplaintStepped;
        return new(kind, complaint.AgencyId, "complaint", complaint.Id)
        {
            OrganisationId = complaint.EmployerId,
            PersonId = complaint.ComplainantId,
            ServiceId = complaint.ServiceId,
            Before = entry.Step == ComplaintStep.Submitted ? null : row.Context.Entry(complaint).Property(one => one.State).OriginalValue.ToString(),
            After = complaint.State.ToString(),
            What = $"{complaint.Number} {entry.Step}",
            Reason = isDecided ? entry.Text : null,
            IsUnnamed = entry.ByComplainant && complaint.ComplainantId is null,
        };
    }
}
