using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Data;

namespace Pinchang.Api.Jobs;

/// <summary>The employer writes the job anew; the approved text stays public until a reviewer approved this one.</summary>
internal static class ChangeJob
{
    public static async Task<Results<Ok<JobDetails>, ProblemHttpResult>> HandleAsync(
        Guid id, PostJob body, CurrentUser user, HttpContext http, PinchangContext data, CancellationToken cancellation)
    {
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        await data.LockJobAsync(id, cancellation);
        var job = await data.Jobs.Include(job => job.Versions).SingleOrDefaultAsync(job => job.Id == id && job.EmployerId == user.EmployerId, cancellation);
        if (job is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var employer = await data.Employers.SingleAsync(employer => employer.Id == job.EmployerId, cancellation);
        var outcome = job.Change(employer, user.Id, body, ReceivedAt.Of(http));
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        await data.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(await data.ReadForInsidersAsync(id, cancellation));
    }
}
