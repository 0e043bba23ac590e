using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Data;
using Pinchang.Data.Jobs;
using Pinchang.Domain.Applications;
using Pinchang.Domain.Jobs;

namespace Pinchang.Api.Jobs;

/// <summary>Its employer and its agency's reviewers see the newest text, everybody else the approved one or nothing.</summary>
internal static class GetJob
{
    public static async Task<Results<Ok<JobDetails>, ProblemHttpResult>> HandleAsync(
        Guid id, CurrentUser user, PinchangContext data, IRoomJobs rooms, TimeProvider time, CancellationToken cancellation)
    {
        var liveRoomIds = await rooms.RoomsShowingAsync(id, cancellation);
        var mayReview = user.May(Access.Operations);
        var inside = user.EmployerId is null && !mayReview
            ? null
            : await data.WithNewestText()
                .Where(row => row.Job.Id == id && (row.Job.EmployerId == user.EmployerId || (mayReview && row.Job.AgencyId == user.AgencyId)))
                .ForInsiders(data)
                .SingleOrDefaultAsync(cancellation);
        if (inside is not null)
        {
            return TypedResults.Ok(inside.ToDetails() with { LiveRoomIds = liveRoomIds });
        }

        var row = await data.WithApprovedText(time.GetUtcNow()).IgnoreQueryFilters().SingleOrDefaultAsync(row => row.Job.Id == id, cancellation);
        if (row is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        return TypedResults.Ok(new JobDetails
        {
            Summary = row.ToPublicSummary(time.GetUtcNow()),
            Posting = JobText.ForPublic(row.Version.Posting),
            Version = row.Version.Number,
            UpdatedAt = row.Version.DecidedAt ?? row.Version.WrittenAt,
            LiveRoomIds = liveRoomIds,
            Applied = user.IdOrNull is { } candidateId
                && await data.Applications.IgnoreQueryFilters().AnyAsync(application => application.JobId == id && application.CandidateId == candidateId, cancellation),
        });
    }
}
