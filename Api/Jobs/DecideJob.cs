using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Api.Reviews;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Reviews;
using Pinchang.Data;
using Pinchang.Data.Jobs;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Jobs;

/// <summary>A reviewer approves or refuses the newest text of a job; its author is told why.</summary>
internal static class DecideJob
{
    public static async Task<Results<Ok<JobDetails>, ProblemHttpResult>> HandleAsync(
        Guid id, DecideReview body, CurrentUser user, CommandContext command, PinchangContext data, ReviewDoors reviews, IOutbox outbox, CancellationToken cancellation)
    {
        await data.LockJobAsync(id, cancellation);
        if (await data.Jobs.Include(job => job.Versions).SingleOrDefaultAsync(job => job.Id == id, cancellation) is not { } job)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var employer = await data.Employers.SingleAsync(employer => employer.Id == job.EmployerId, cancellation);
        if (await reviews.WhyNotAsync(ReviewKind.Job, id, job.EmployerId, body, command.ReceivedAt, cancellation) is { } hindrance)
        {
            return hindrance.ToProblem();
        }

        if (body.Approved && !(await data.ApprovedChannelsAsync(job.AgencyId, cancellation)).Contains(job.Newest.Posting.Channel))
        {
            return JobRefusals.ChannelNotApproved.ToProblem();
        }

        if (job.WhyNotDecided(body, employer, user.Id, command.ReceivedAt) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (!reviews.Decides(body, command.ReceivedAt))
        {
            await data.SaveChangesAsync(cancellation);
            return TypedResults.Ok(await data.ReadForInsidersAsync(id, cancellation));
        }

        job.Decide(body, employer, user.Id, command.ReceivedAt);

        var version = job.Newest;
        var notice = body.Approved ? Notices.JobApproved(version.Posting.Title) : Notices.JobRefused(version.Posting.Title, version.DecisionReason!);
        reviews.Told(outbox.Enqueue(reviews.Worded(notice, body).To(version.AuthorId, "/recruiting/jobs", job.AgencyId)));
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await data.ReadForInsidersAsync(id, cancellation));
    }
}
