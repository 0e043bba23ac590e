using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Applications;
using Pinchang.Data;

namespace Pinchang.Api.Applications;

/// <summary>The candidate's own, newest first.</summary>
internal static class ListSentApplications
{
    public static async Task<Ok<Page<ApplicationSummary>>> HandleAsync(
        CurrentUser user, PinchangContext data, int page = 1, CancellationToken cancellation = default) =>
        TypedResults.Ok(await data.Applications.AsNoTracking().IgnoreQueryFilters()
            .Where(application => application.CandidateId == user.Id)
            .OrderByDescending(application => application.AppliedAt)
            .ToSummaries(data)
            .ToPageAsync(page, cancellation));
}
