using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Data;
using Pinchang.Data.Jobs;

namespace Pinchang.Api.Jobs;

/// <summary>What is open, newest first: every word of the query in title, employer, city or tags.</summary>
internal static class SearchJobs
{
    public static async Task<Ok<Page<JobSummary>>> HandleAsync(
        PinchangContext data,
        TimeProvider time,
        string? q = null,
        string? city = null,
        Guid? employerId = null,
        int page = 1,
        CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var place = city?.Trim();
        var found = await data.OpenJobs(now)
            .IgnoreQueryFilters()
            .Matching(q)
            .Where(row => string.IsNullOrEmpty(place) || row.Version.Posting.City.StartsWith(place))
            .Where(row => employerId == null || row.Job.EmployerId == employerId)
            .OrderByDescending(row => row.Version.DecidedAt)
            .ThenBy(row => row.Job.Id)
            .ToPageAsync(page, cancellation);
        return TypedResults.Ok(found.Map(row => row.ToPublicSummary(now)));
    }
}
