using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Data;
using Pinchang.Data.Jobs;

namespace Pinchang.Api.Jobs;

/// <summary>The agency's jobs; those that wait for review come oldest first.</summary>
internal static class ListJobsUnderReview
{
    public static async Task<Ok<Page<JobDetails>>> HandleAsync(
        PinchangContext data, QueryEnum<JobState>? state = null, int page = 1, CancellationToken cancellation = default)
    {
        var wanted = state?.Value;
        var jobs = data.WithNewestText().Where(row => wanted == null || row.Job.State == wanted);
        jobs = wanted == JobState.Submitted ? jobs.OrderBy(row => row.Job.UpdatedAt) : jobs.OrderByDescending(row => row.Job.UpdatedAt);
        var found = await jobs.ForInsiders(data).ToPageAsync(page, cancellation);
        return TypedResults.Ok(found.Map(job => job.ToDetails()));
    }
}
