using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Applications;
using Pinchang.Data;
using Pinchang.Domain.Applications;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Applications;

/// <summary>The candidate takes it back: the employer still sees that there was one, and no longer the résumé.</summary>
internal static class WithdrawApplication
{
    public static async Task<Results<Ok<ApplicationSummary>, ProblemHttpResult>> HandleAsync(
        Guid id, CurrentUser user, CommandContext command, PinchangContext data, IOutbox outbox, CancellationToken cancellation)
    {
        await data.LockApplicationAsync(id, cancellation);
        var application = await data.Applications.IgnoreQueryFilters()
            .SingleOrDefaultAsync(application => application.Id == id && application.CandidateId == user.Id, cancellation);
        if (application is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        if (application.WithdrawnAt is null)
        {
            await data.WithdrawAsync(application, outbox, command.ReceivedAt, cancellation);
            await data.SaveChangesAsync(cancellation);
        }

        return TypedResults.Ok(await data.ReadSummaryAsync(id, cancellation));
    }

    /// <summary>All that a candidate still has with employers, in the unit of work at hand.</summary>
    public static async Task WithdrawAllAsync(this PinchangContext data, Guid candidateId, IOutbox outbox, DateTimeOffset now, CancellationToken cancellation)
    {
        var ids = await data.Applications.IgnoreQueryFilters()
            .Where(application => application.CandidateId == candidateId && application.WithdrawnAt == null)
            .OrderBy(application => application.Id).Select(application => application.Id).ToListAsync(cancellation);
        foreach (var id in ids)
        {
            await data.LockApplicationAsync(id, cancellation);
            var application = await data.Applications.IgnoreQueryFilters().SingleAsync(application => application.Id == id, cancellation);
            await data.WithdrawAsync(application, outbox, now, cancellation);
        }
    }

    private static async Task WithdrawAsync(this PinchangContext data, JobApplication application, IOutbox outbox, DateTimeOffset now, CancellationToken cancellation)
    {
        application.Withdraw(now);
        var version = await data.JobVersions.SingleAsync(version => version.JobId == application.JobId && version.Number == application.JobVersion, cancellation);
        foreach (var memberId in await data.FindContactsAsync(application.EmployerId, version.AuthorId, cancellation))
        {
            outbox.Enqueue(Notices.ApplicationWithdrawn(application.CandidateName, version.Posting.Title)
                .To(memberId, "/recruiting/applications", application.AgencyId));
        }
    }
}
