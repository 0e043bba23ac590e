using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Data;
using Pinchang.Domain.Jobs;

namespace Pinchang.Api.Jobs;

/// <summary>An employer writes a job; it is public once a reviewer approved it.</summary>
internal static class SubmitJob
{
    public static async Task<Results<Ok<JobDetails>, ProblemHttpResult>> HandleAsync(
        PostJob body, CurrentUser user, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        if (await data.Employers.SingleOrDefaultAsync(employer => employer.Id == user.EmployerId, cancellation) is not { } employer)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var now = command.ReceivedAt;
        var outcome = JobPosting.Post(Guid.CreateVersion7(now), employer, user.Id, body, now);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        data.Jobs.Add(outcome.Value);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await data.ReadForInsidersAsync(outcome.Value.Id, cancellation));
    }
}
