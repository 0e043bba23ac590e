using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Pinchang.Contracts.Ledger;
using Pinchang.Domain.Ledger;
using Pinchang.Domain.Reviews;
using Pinchang.Domain.Reviews.Samples;

namespace Pinchang.Data.Ledger;

internal static class ReviewFacts
{
    public static LedgerEntry? OfTie(EntityEntry row)
    {
        var tie = (ReviewerTie)row.Entity;
        return row.State != EntityState.Added ? null : new(LedgerKinds.TieDeclared, tie.AgencyId, "reviewer-tie", tie.Id)
        {
            PersonId = tie.UserId,
            What = tie.CreditCode,
            Reason = tie.Note,
        };
    }

    /// <summary>
    /// A look taken back; and where two people look, each with the decision and not before: whoever looks second reads in no ledger what the
    /// first one found.
    /// </summary>
    public static LedgerEntry? OfLook(EntityEntry row)
    {
        var look = (ReviewLook)row.Entity;
        var reviewed = row.Context.Set<ReviewCase>().Local.FirstOrDefault(one => one.Id == look.CaseId);
        var kind = row.State == EntityState.Modified && row.Property(nameof(ReviewLook.TakenBackAt)).IsModified ? LedgerKinds.ReviewTakenBack
            : look.OpenedAt is not null && row.Property(nameof(ReviewLook.OpenedAt)) is var opened && (row.State == EntityState.Added || opened.IsModified)
                && reviewed?.SecondLookFor is not null ? LedgerKinds.ReviewLooked
            : null;
        return kind is null ? null : new(kind, look.AgencyId, "review-case", look.CaseId)
        {
            OrganisationId = reviewed?.EmployerId,
            PersonId = look.ReviewerId,
            What = reviewed?.Title,
            Before = kind == LedgerKinds.ReviewTakenBack && look.OpenedAt is not null ? Verdict(look) : null,
            After = kind == LedgerKinds.ReviewLooked ? Verdict(look) : null,
            Reason = kind == LedgerKinds.ReviewLooked ? look.Reason : null,
        };
    }

    /// <summary>A case is told by what its thing tells; only an appeal says something of its own.</summary>
    public static LedgerEntry? OfAppeal(EntityEntry row)
    {
        var appeal = (ReviewCase)row.Entity;
        return row.State != EntityState.Added || appeal.AppealOf is null ? null : new(LedgerKinds.ReviewAppealed, appeal.AgencyId, "review-case", appeal.Id)
        {
            OrganisationId = appeal.EmployerId,
            PersonId = appeal.AppealedBy,
            What = appeal.Title,
            Reason = appeal.AppealText,
        };
    }

    public static LedgerEntry? OfSample(EntityEntry row)
    {
        var sample = (ReviewSample)row.Entity;
        return row.State != EntityState.Modified || sample.Overturned is not { } overturned ? null : new(LedgerKinds.SampleDecided, sample.AgencyId, "room", sample.RoomId)
        {
            PersonId = sample.AuthorId,
            What = $"{sample.Kind} {sample.ThingId}",
            After = overturned ? "Overturned" : "Confirmed",
            Reason = sample.Reason,
        };
    }

    public static LedgerEntry? OfShare(EntityEntry row)
    {
        var share = (SamplingShare)row.Entity;
        return new(LedgerKinds.SamplingShareSet, share.AgencyId, "agency", share.AgencyId)
        {
            What = $"{share.Kind}",
            After = $"{share.Percent} %",
            Reason = share.Reason,
        };
    }

    private static string Verdict(ReviewLook look) => look.Approved ? "Approved" : "Refused";
}
