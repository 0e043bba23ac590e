using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Data;
using Pinchang.Data.Jobs;

namespace Pinchang.Api.Jobs;

internal static class ListOwnJobs
{
    public static async Task<Ok<Page<JobDetails>>> HandleAsync(
        CurrentUser user, PinchangContext data, QueryEnum<JobState>? state = null, int page = 1, CancellationToken cancellation = default)
    {
        var wanted = state?.Value;
        var found = await data.WithNewestText()
            .Where(row => row.Job.EmployerId == user.EmployerId && (wanted == null || row.Job.State == wanted))
            .OrderByDescending(row => row.Job.UpdatedAt)
            .ForInsiders(data)
            .ToPageAsync(page, cancellation);
        return TypedResults.Ok(found.Map(job => job.ToDetails()));
    }
}
