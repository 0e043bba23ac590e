using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Reviews;
using Pinchang.Data;

namespace Pinchang.Api.Reviews;

/// <summary>How long people wait for a decision (EX-7.2): the middle one and the slow ones, since an average hides both.</summary>
internal static class GetReviewFigures
{
    private const double Slow = 0.9;
    private static readonly TimeSpan Looked = TimeSpan.FromDays(30);

    public static async Task<Ok<ReviewFigures[]>> HandleAsync(PinchangContext data, TimeProvider time, CancellationToken cancellation) =>
        TypedResults.Ok(await FiguresAsync(data, time.GetUtcNow(), cancellation));

    public static async Task<ReviewFigures[]> FiguresAsync(PinchangContext data, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = now - Looked;
        var undone = await data.ReviewLooks.AsNoTracking().Where(look => look.TakenBackAt > since)
            .Join(data.ReviewCases, look => look.CaseId, one => one.Id, (_, one) => one.Kind)
            .GroupBy(kind => kind).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        var appealed = await data.ReviewCases.AsNoTracking().Where(one => one.AppealOf != null && one.OpenedAt > since)
            .GroupBy(one => one.Kind).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        var waiting = await data.ReviewCases.AsNoTracking().Where(one => one.SettledAt == null)
            .GroupBy(one => one.Kind).Select(group => new { group.Key, Count = group.Count(), Oldest = group.Min(one => one.OpenedAt) })
            .ToDictionaryAsync(group => group.Key, cancellation);
        var decided = await data.ReviewCases.AsNoTracking()
            .Where(one => one.SettledAt > since && one.Outcome != ReviewOutcome.Withdrawn)
            .Select(one => new { one.Kind, one.Outcome, one.AppealOf, one.OpenedAt, SettledAt = one.SettledAt!.Value })
            .ToListAsync(cancellation);
        var byKind = decided.ToLookup(one => one.Kind);
        return [.. Enum.GetValues<ReviewKind>().Select(kind =>
        {
            double[] minutes = [.. byKind[kind].Select(one => (one.SettledAt - one.OpenedAt).TotalMinutes).Order()];
            var waits = waiting.GetValueOrDefault(kind);
            return new ReviewFigures(
                kind,
                waits?.Count ?? 0,
                waits?.Oldest,
                minutes.Length,
                byKind[kind].Count(one => one.Outcome == ReviewOutcome.Refused),
                At(minutes, 0.5),
                At(minutes, Slow),
                undone.GetValueOrDefault(kind),
                appealed.GetValueOrDefault(kind),
                byKind[kind].Count(one => one.AppealOf is not null && one.Outcome == ReviewOutcome.Approved));
        })];
    }

    public static int? At(double[] ordered, double share) =>
        ordered.Length == 0 ? null : (int)Math.Ceiling(ordered[(int)Math.Ceiling(share * ordered.Length) - 1]);
}
