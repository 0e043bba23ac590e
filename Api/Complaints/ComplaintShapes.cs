using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Complaints;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Complaints;

namespace Pinchang.Api.Complaints;

internal static class ComplaintShapes
{
    private const int OpeningLength = 60;

    /// <summary>Who of an agency handles complaints.</summary>
    public static IQueryable<Guid> Handlers(this PinchangContext data, Guid agencyId)
    {
        var roles = Access.RolesByPolicy[Access.HandleComplaints];
        return data.Memberships.AsNoTracking()
            .Where(member => member.Scope == MembershipScope.Agency && member.AgencyId == agencyId && roles.Contains(member.Role))
            .Select(member => member.UserId).Distinct();
    }

    public static ComplaintSummary ToSummary(this Complaint complaint, Dictionary<Guid, string> names, DateTimeOffset now) => new()
    {
        Id = complaint.Id,
        Number = complaint.Number,
        Kind = complaint.Kind,
        SubjectKind = complaint.SubjectKind,
        SubjectName = complaint.SubjectName,
        Opening = complaint.Text.Length <= OpeningLength ? complaint.Text : complaint.Text[..OpeningLength] + "…",
        State = complaint.State,
        SubmittedAt = complaint.SubmittedAt,
        DueAt = complaint.DueAt,
        IsOverdue = complaint.DueAt < now,
        Escalations = complaint.Escalations,
        Round = complaint.Round,
        HandlerId = complaint.HandlerId,
        HandlerName = complaint.HandlerId is { } handler ? names.GetValueOrDefault(handler) : null,
    };

    public static async Task<ComplaintDetails> ToComplaintDetailsAsync(
        this PinchangContext data, Complaint complaint, CurrentUser user, DateTimeOffset now, CancellationToken cancellation)
    {
        var entries = await data.ComplaintEntries.AsNoTracking().Where(entry => entry.ComplaintId == complaint.Id)
            .OrderBy(entry => entry.At).ThenBy(entry => entry.Id).ToListAsync(cancellation);
        var files = await data.Set<ComplaintFile>().AsNoTracking().Where(file => file.ComplaintId == complaint.Id).OrderBy(file => file.AddedAt).ToListAsync(cancellation);
        var into = complaint.MergedIntoId is { } target
            ? await data.Complaints.Where(other => other.Id == target).Select(other => other.Number).SingleOrDefaultAsync(cancellation)
            : null;
        var staff = await data.Handlers(complaint.AgencyId).ToListAsync(cancellation);
        var recused = complaint.RecusedIds.Where(staff.Contains).ToArray();
        var names = await data.NamesAsync([complaint.HandlerId, .. entries.Select(entry => entry.StaffId), .. recused.Select(id => (Guid?)id)], cancellation);
        return new()
        {
            Summary = complaint.ToSummary(names, now),
            Text = complaint.Text,
            Excerpt = complaint.Excerpt,
            SubjectId = complaint.SubjectId,
            EmployerId = complaint.EmployerId,
            Page = complaint.Page,
            ComplainantName = complaint.ComplainantName is { } name ? Masking.Name(name) : null,
            Contact = complaint.ContactMasked,
            Outcome = complaint.Outcome,
            Answer = complaint.Answer,
            Rating = complaint.Rating,
            RatingRemark = complaint.RatingRemark,
            MergedInto = into,
            Recused = [.. recused.Select(id => names.GetValueOrDefault(id) ?? "")],
            MayHandle = user.May(Access.HandleComplaints) && complaint.WhyNotBy(user.Id) is null,
            Entries =
            [
                .. entries.Select(entry => new ComplaintEntryDetails(
                    entry.Step, entry.At, entry.StaffId is { } by ? names.GetValueOrDefault(by) : null, entry.ByComplainant, entry.Text)),
            ],
            Files = [.. files.Select(file => new ComplaintFileSummary(file.Id, file.Name, file.Size, Files.GetScanMark.Of(file)))],
        };
    }
}
