using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Applications;
using Pinchang.Data;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Applications;

/// <summary>The employer shortlists or declines; the candidate is told.</summary>
internal static class SettleApplication
{
    public static async Task<Results<Ok<ApplicationSummary>, ProblemHttpResult>> HandleAsync(
        Guid id, DecideApplication body, CurrentUser user, CommandContext command, PinchangContext data, IOutbox outbox, CancellationToken cancellation)
    {
        await data.LockApplicationAsync(id, cancellation);
        var application = await data.Applications.SingleOrDefaultAsync(
            application => application.Id == id && application.EmployerId == user.EmployerId, cancellation);
        if (application is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var before = application.State;
        var outcome = application.Decide(body, user.Id, command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        await data.SaveChangesAsync(cancellation);
        var summary = await data.ReadSummaryAsync(id, cancellation);
        if (before != application.State)
        {
            var notice = application.State == ApplicationState.Shortlisted
                ? Notices.ApplicationShortlisted(summary.JobTitle, summary.EmployerName)
                : Notices.ApplicationDeclined(summary.JobTitle, summary.EmployerName);
            outbox.Enqueue(notice.To(application.CandidateId, "/my/applications", application.AgencyId));
            await data.SaveChangesAsync(cancellation);
        }

        return TypedResults.Ok(summary);
    }
}
