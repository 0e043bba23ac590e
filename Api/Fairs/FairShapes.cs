using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Jobs;
using Pinchang.Data;
using Pinchang.Data.Jobs;
using Pinchang.Domain.Fairs;

namespace Pinchang.Api.Fairs;

internal static class FairShapes
{
    public static FairSummary ToSummary(this JobFair fair, FairCounts counts, DateTimeOffset now) => new()
    {
        Id = fair.Id,
        Name = fair.Name,
        Organizer = fair.Organizer,
        Scale = fair.Scale,
        CoverFileId = fair.CoverFileId,
        OpensAt = fair.OpensAt,
        ClosesAt = fair.ClosesAt,
        State = fair.State,
        Phase = fair.PhaseAt(now),
        Exhibitors = counts.Exhibitors,
        Jobs = counts.Jobs,
        Registered = counts.Registered,
    };

    public static async Task<FairSummary> ToSummaryAsync(this PinchangContext data, JobFair fair, DateTimeOffset now, CancellationToken cancellation) =>
        fair.ToSummary((await data.CountFairsAsync([fair.Id], now, cancellation))[fair.Id], now);

    /// <summary>Approved exhibitors and candidates, and the open jobs that are brought.</summary>
    public static async Task<IReadOnlyDictionary<Guid, FairCounts>> CountFairsAsync(
        this PinchangContext data, Guid[] fairIds, DateTimeOffset now, CancellationToken cancellation)
    {
        var exhibitors = await data.Exhibitors.AsNoTracking().IgnoreQueryFilters()
            .Where(exhibitor => fairIds.Contains(exhibitor.FairId) && exhibitor.State == FairRegistrationState.Approved)
            .Select(exhibitor => new { exhibitor.FairId, exhibitor.JobIds })
            .ToArrayAsync(cancellation);
        var ids = exhibitors.SelectMany(exhibitor => exhibitor.JobIds).Distinct().ToArray();
        var open = (await data.OpenJobs(now).IgnoreQueryFilters().Where(job => ids.Contains(job.Job.Id)).Select(job => job.Job.Id).ToArrayAsync(cancellation)).ToHashSet();
        var registered = await data.FairRegistrations.AsNoTracking().IgnoreQueryFilters()
            .Where(registration => fairIds.Contains(registration.FairId) && registration.State == FairRegistrationState.Approved)
            .GroupBy(registration => registration.FairId)
            .Select(fair => new { fair.Key, Count = fair.Count() })
            .ToDictionaryAsync(fair => fair.Key, fair => fair.Count, cancellation);
        return fairIds.ToDictionary(id => id, id =>
        {
            var own = exhibitors.Where(exhibitor => exhibitor.FairId == id).ToArray();
            return new FairCounts(own.Length, own.SelectMany(exhibitor => exhibitor.JobIds).Distinct().Count(open.Contains), registered.GetValueOrDefault(id));
        });
    }

    public static async Task<JobSummary[]> ReadNewestJobsAsync(this PinchangContext data, Guid[] jobIds, CancellationToken cancellation)
    {
        var jobs = await data.WithNewestText().IgnoreQueryFilters().Where(job => jobIds.Contains(job.Job.Id)).ToDictionaryAsync(job => job.Job.Id, cancellation);
        return [.. jobIds.Select(id => jobs.GetValueOrDefault(id)).OfType<JobWithText>().Select(job => job.ToSummary(job.Job.ClosedAt is null ? job.Job.State : JobState.Closed))];
    }
}

internal sealed record FairCounts(int Exhibitors, int Jobs, int Registered);
