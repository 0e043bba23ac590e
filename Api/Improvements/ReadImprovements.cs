using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Improvements;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Improvements;

namespace Pinchang.Api.Improvements;

/// <summary>Which improvements are asked for. Parameters of the query string.</summary>
internal sealed record ImprovementQuery(
    QueryEnum<ImprovementShelf>? Shelf = null, QueryEnum<ImprovementSource>? Source = null, Guid? SourceId = null, string? Q = null)
{
    private const int LongestWords = 60;

    public Refusal? WhyNot() => Q?.Length > LongestWords ? CommonRefusals.TooLong.With($"{LongestWords}").On("q") : null;

    /// <summary>Of the caller's agency: what somebody waits for by deadline, then what is over, newest first.</summary>
    public IQueryable<Improvement> Find(PinchangContext data, CurrentUser user, DateOnly today)
    {
        var (agencyId, userId) = (user.AgencyId!.Value, user.Id);
        var found = data.Improvements.AsNoTracking().Where(improvement => improvement.AgencyId == agencyId);
        found = (Shelf?.Value ?? ImprovementShelf.Open) switch
        {
            ImprovementShelf.Open => found.Where(improvement => improvement.ClosedAt == null),
            ImprovementShelf.Mine => found.Where(improvement => improvement.OwnerId == userId && improvement.ClosedAt == null),
            ImprovementShelf.Overdue => found.Where(improvement => improvement.State == ImprovementState.Open && improvement.DueOn < today),
            ImprovementShelf.ToCheck => found.Where(improvement => improvement.State == ImprovementState.Done),
            ImprovementShelf.Closed => found.Where(improvement => improvement.ClosedAt != null),
            _ => found,
        };
        if (Source?.Value is { } source)
        {
            found = found.Where(improvement => improvement.Source == source);
        }

        if (SourceId is { } sourceId)
        {
            found = found.Where(improvement => improvement.SourceId == sourceId);
        }

        if (!string.IsNullOrWhiteSpace(Q))
        {
            var words = Q.Trim();
            found = found.Where(improvement => improvement.Title.Contains(words) || improvement.Finding.Contains(words) || improvement.SourceName!.Contains(words)
                || improvement.Cause!.Contains(words) || improvement.Correction!.Contains(words) || improvement.Prevention!.Contains(words));
        }

        return found.OrderBy(improvement => improvement.ClosedAt != null).ThenByDescending(improvement => improvement.ClosedAt)
            .ThenBy(improvement => improvement.DueOn).ThenBy(improvement => improvement.Id);
    }
}

internal static class ReadImprovements
{
    public static async Task<Results<Ok<Page<ImprovementSummary>>, ProblemHttpResult>> ListAsync(
        [AsParameters] ImprovementQuery query, CurrentUser user, PinchangContext data, TimeProvider time, CancellationToken cancellation, int page = 1)
    {
        if (query.WhyNot() is { } refusal)
        {
            return refusal.ToProblem();
        }

        var today = ChinaTime.DateOf(time.GetUtcNow());
        var found = await query.Find(data, user, today).ToPageAsync(page, cancellation);
        var names = await data.NamesAsync(found.Items.Select(improvement => (Guid?)improvement.OwnerId), cancellation);
        return TypedResults.Ok(found.Map(improvement => improvement.ToSummary(names, today)));
    }

    public static async Task<Ok<ImprovementOwner[]>> OwnersAsync(CurrentUser user, PinchangContext data, CancellationToken cancellation)
    {
        var agencyId = user.AgencyId!.Value;
        var staff = await data.ImprovementOwners(agencyId).ToListAsync(cancellation);
        var open = await data.Improvements.Where(improvement => improvement.AgencyId == agencyId && improvement.State == ImprovementState.Open)
            .GroupBy(improvement => improvement.OwnerId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        var names = await data.NamesAsync(staff.Select(id => (Guid?)id), cancellation);
        return TypedResults.Ok(names.OrderBy(name => name.Value, StringComparer.Ordinal)
            .Select(name => new ImprovementOwner(name.Key, name.Value, open.GetValueOrDefault(name.Key))).ToArray());
    }

    public static async Task<Results<Ok<ImprovementDetails>, ProblemHttpResult>> GetAsync(
        Guid id, CurrentUser user, PinchangContext data, TimeProvider time, CancellationToken cancellation) =>
        await data.FindImprovementAsync(id, user, cancellation) is { } improvement
            ? TypedResults.Ok(await data.ToDetailsAsync(improvement, user, time.GetUtcNow(), cancellation))
            : CommonRefusals.NotFound.ToProblem();

    public static Task<Improvement?> FindImprovementAsync(this PinchangContext data, Guid id, CurrentUser user, CancellationToken cancellation) =>
        data.Improvements.SingleOrDefaultAsync(improvement => improvement.Id == id && improvement.AgencyId == user.AgencyId, cancellation);

    public static ImprovementSummary ToSummary(this Improvement improvement, Dictionary<Guid, string> names, DateOnly today) => new(
        improvement.Id, improvement.Title, improvement.Source, improvement.SourceName, improvement.State, improvement.OwnerId,
        names.GetValueOrDefault(improvement.OwnerId) ?? "", improvement.DueOn, improvement.IsOverdue(today), improvement.OpenedAt, improvement.Returns);

    public static async Task<ImprovementDetails> ToDetailsAsync(
        this PinchangContext data, Improvement improvement, CurrentUser user, DateTimeOffset now, CancellationToken cancellation)
    {
        var entries = await data.Set<ImprovementEntry>().AsNoTracking().Where(entry => entry.ImprovementId == improvement.Id)
            .OrderBy(entry => entry.At).ThenBy(entry => entry.Id).ToListAsync(cancellation);
        var names = await data.NamesAsync(entries.SelectMany(entry => new Guid?[] { entry.StaffId, entry.OwnerId }).Append(improvement.OwnerId), cancellation);
        var (isOpen, isOwner, directs) = (improvement.State == ImprovementState.Open, improvement.OwnerId == user.Id, user.May(Access.ManageImprovements));
        return new(
            improvement.ToSummary(names, ChinaTime.DateOf(now)), improvement.SourceId, improvement.Finding, improvement.Cause, improvement.Correction, improvement.Prevention,
            [.. entries.Select((entry, place) => ToDetails(entry, place == 0 ? null : entries[place - 1], names))],
            new(
                isOpen && (isOwner || directs), improvement.ClosedAt is null && directs, isOpen && isOwner,
                improvement.State == ImprovementState.Done && !isOwner && user.May(Access.CheckImprovements)));
    }

    /// <summary>Owner and deadline only where the step set them.</summary>
    private static ImprovementEntryDetails ToDetails(ImprovementEntry entry, ImprovementEntry? before, Dictionary<Guid, string> names) => new(
        entry.Step, entry.At, names.GetValueOrDefault(entry.StaffId) ?? "", entry.Text,
        entry.OwnerId == before?.OwnerId ? null : names.GetValueOrDefault(entry.OwnerId), entry.DueOn == before?.DueOn ? null : entry.DueOn);
}
