using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Applications;
using Pinchang.Data;

namespace Pinchang.Api.Applications;

/// <summary>LH-4.3.1b: what an employer received, newest first, by job, room, state, and words of name, headline or title.</summary>
internal static class ListReceivedApplications
{
    public static async Task<Ok<Page<ApplicationSummary>>> HandleAsync(
        CurrentUser user,
        PinchangContext data,
        Guid? jobId = null,
        Guid? roomId = null,
        QueryEnum<ApplicationState>? state = null,
        string? q = null,
        int page = 1,
        CancellationToken cancellation = default)
    {
        var wanted = state?.Value;
        var text = q?.Trim();
        return TypedResults.Ok(await data.Applications.AsNoTracking()
            .Where(application => application.EmployerId == user.EmployerId)
            .Where(application => jobId == null || application.JobId == jobId)
            .Where(application => roomId == null || application.RoomId == roomId)
            .Where(application => wanted == null || application.State == wanted)
            .ToSummaries(data)
            .Where(summary => string.IsNullOrEmpty(text)
                || summary.CandidateName.Contains(text) || summary.Headline!.Contains(text) || summary.JobTitle.Contains(text))
            .OrderByDescending(summary => summary.AppliedAt)
            .ToPageAsync(page, cancellation));
    }
}
