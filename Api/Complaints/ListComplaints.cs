using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Complaints;
using Pinchang.Data;
using Pinchang.Domain.Complaints;

namespace Pinchang.Api.Complaints;

/// <summary>Which complaints are asked for. Parameters of the query string.</summary>
internal sealed record ComplaintQuery(QueryEnum<ComplaintShelf>? Shelf = null, QueryEnum<ComplaintKind>? Kind = null, string? Q = null)
{
    private const int LongestWords = 60;

    public Refusal? WhyNot() => Q?.Length > LongestWords ? CommonRefusals.TooLong.With($"{LongestWords}").On("q") : null;

    /// <summary>Of the caller's agency, without those that are about the caller. What is due soonest comes first, and what is owed nothing newest first.</summary>
    public IQueryable<Complaint> Find(PinchangContext data, CurrentUser user, DateTimeOffset now)
    {
        var (agencyId, userId) = (user.AgencyId!.Value, user.Id);
        var found = data.Complaints.AsNoTracking()
            .Where(complaint => complaint.AgencyId == agencyId && !complaint.RecusedIds.Contains(userId) && complaint.ComplainantId != userId);
        found = (Shelf?.Value ?? ComplaintShelf.Open) switch
        {
            ComplaintShelf.Open => found.Where(complaint => complaint.DueAt != null),
            ComplaintShelf.Mine => found.Where(complaint => complaint.HandlerId == userId && complaint.DueAt != null),
            ComplaintShelf.Overdue => found.Where(complaint => complaint.DueAt < now),
            ComplaintShelf.Answered => found.Where(complaint => complaint.State == ComplaintState.Answered),
            ComplaintShelf.Closed => found.Where(complaint => complaint.DueAt == null && complaint.State != ComplaintState.Answered),
            _ => found,
        };
        if (Kind?.Value is { } kind)
        {
            found = found.Where(complaint => complaint.Kind == kind);
        }

        if (!string.IsNullOrWhiteSpace(Q))
        {
            var words = Q.Trim();
            var number = words.ToUpperInvariant();
            found = found.Where(complaint => complaint.Number == number || complaint.Text.Contains(words)
                || complaint.SubjectName!.Contains(words) || complaint.Answer!.Contains(words));
        }

        return found.OrderBy(complaint => complaint.DueAt == null).ThenBy(complaint => complaint.DueAt).ThenByDescending(complaint => complaint.SubmittedAt).ThenBy(complaint => complaint.Id);
    }
}

internal static class ListComplaints
{
    public static async Task<Results<Ok<Page<ComplaintSummary>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] ComplaintQuery query, CurrentUser user, PinchangContext data, TimeProvider time, CancellationToken cancellation, int page = 1)
    {
        if (query.WhyNot() is { } refusal)
        {
            return refusal.ToProblem();
        }

        var now = time.GetUtcNow();
        var found = await query.Find(data, user, now).ToPageAsync(page, cancellation);
        var names = await data.NamesAsync(found.Items.Select(complaint => complaint.HandlerId), cancellation);
        return TypedResults.Ok(found.Map(complaint => complaint.ToSummary(names, now)));
    }

    /// <summary>To whom one may be given, with how many they have.</summary>
    public static async Task<Ok<ComplaintHandler[]>> HandlersAsync(CurrentUser user, PinchangContext data, CancellationToken cancellation)
    {
        var staff = await data.Handlers(user.AgencyId!.Value).ToListAsync(cancellation);
        var open = await data.Complaints.AsNoTracking().Where(complaint => complaint.HandlerId != null && complaint.DueAt != null)
            .GroupBy(complaint => complaint.HandlerId!.Value).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        var names = await data.NamesAsync(staff.Select(id => (Guid?)id), cancellation);
        return TypedResults.Ok(names.OrderBy(name => name.Value, StringComparer.Ordinal)
            .Select(name => new ComplaintHandler(name.Key, name.Value, open.GetValueOrDefault(name.Key))).ToArray());
    }
}

internal static class GetComplaint
{
    public static async Task<Results<Ok<ComplaintDetails>, ProblemHttpResult>> HandleAsync(
        Guid id, CurrentUser user, PinchangContext data, TimeProvider time, CancellationToken cancellation)
    {
        var complaint = await data.Complaints.AsNoTracking().SingleOrDefaultAsync(complaint => complaint.Id == id && complaint.AgencyId == user.AgencyId, cancellation);
        return complaint is null ? CommonRefusals.NotFound.ToProblem()
            : complaint.WhyNotBy(user.Id) == ComplaintRefusals.HandlerInvolved ? ComplaintRefusals.HandlerInvolved.ToProblem()
            : TypedResults.Ok(await data.ToComplaintDetailsAsync(complaint, user, time.GetUtcNow(), cancellation));
    }
}
