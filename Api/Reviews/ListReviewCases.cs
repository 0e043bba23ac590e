using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Reviews;
using Pinchang.Data;
using Pinchang.Domain.Reviews;

namespace Pinchang.Api.Reviews;

/// <summary>What waits, appeals before the rest, oldest first. <c>mine</c> keeps what the caller has in hand, <c>olderThanHours</c> what waits for longer.</summary>
internal static class ListReviewCases
{
    private const int MostHours = 24 * 365;

    public static async Task<Ok<Page<ReviewCaseSummary>>> HandleAsync(
        ReviewDoors doors,
        CurrentUser user,
        PinchangContext data,
        TimeProvider time,
        CancellationToken cancellation,
        QueryEnum<ReviewKind>? kind = null,
        bool mine = false,
        int olderThanHours = 0,
        int page = 1)
    {
        var (now, userId, wanted) = (time.GetUtcNow(), user.Id, kind?.Value);
        var before = now.AddHours(-Math.Clamp(olderThanHours, 0, MostHours));
        var cases = await data.ReviewCases.AsNoTracking().Include(one => one.Looks)
            .Where(one => one.SettledAt == null && one.OpenedAt <= before && (wanted == null || one.Kind == wanted))
            .Where(one => !mine || (one.ClaimedBy == userId && one.ClaimedUntil > now))
            .OrderBy(one => one.DueAt == null).ThenBy(one => one.OpenedAt).ThenBy(one => one.Id)
            .ToPageAsync(page, cancellation);
        return TypedResults.Ok(new Page<ReviewCaseSummary>(await data.ToSummariesAsync(cases.Items, doors, now, cancellation), cases.Total, cases.Number, cases.Size));
    }

    public static async Task<ReviewCaseSummary[]> ToSummariesAsync(
        this PinchangContext data, ReviewCase[] cases, ReviewDoors doors, DateTimeOffset now, CancellationToken cancellation)
    {
        Guid[] employerIds = [.. cases.Select(one => one.EmployerId).OfType<Guid>().Distinct()];
        var employers = await data.Employers.AsNoTracking().Where(employer => employerIds.Contains(employer.Id))
            .ToDictionaryAsync(employer => employer.Id, employer => (employer.Name, employer.CreditCode), cancellation);
        var names = await data.NamesAsync(cases.Select(one => one.ClaimedBy), cancellation);
        var tied = await doors.TiedAmongAsync(employerIds, cancellation);
        return Array.ConvertAll(cases, one =>
        {
            var claimant = one.IsClaimed(now) ? one.ClaimedBy : null;
            (string? name, string? code) = one.EmployerId is { } id && employers.TryGetValue(id, out var employer) ? employer : default;
            return new ReviewCaseSummary
            {
                Id = one.Id,
                Kind = one.Kind,
                ThingId = one.ThingId,
                Title = one.Title,
                EmployerName = name,
                EmployerCreditCode = code,
                OpenedAt = one.OpenedAt,
                Round = one.Round,
                ClaimedBy = claimant,
                ClaimantName = claimant is { } who ? names.GetValueOrDefault(who) : null,
                ClaimedUntil = claimant is null ? null : one.ClaimedUntil,
                IsTied = one.EmployerId is { } employerId && tied.Contains(employerId),
                SecondLookFor = one.SecondLookFor,
                Looks = one.Standing.Count(),
                LookedByMe = one.WasLookedAtBy(doors.ReviewerId),
                Appeal = one.AppealText is { } text ? new(text, one.AppealedReason!, one.DueAt!.Value, one.Barred.Contains(doors.ReviewerId)) : null,
                Checklist = ReviewChecklists.Of(one.Kind),
            };
        });
    }
}
