using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Api.Resumes;
using Pinchang.Contracts;
using Pinchang.Contracts.Applications;
using Pinchang.Data;
using Pinchang.Data.Jobs;
using Pinchang.Domain;
using Pinchang.Domain.Applications;

namespace Pinchang.Api.Applications;

/// <summary>
/// The candidate sees what was sent. A member of the employer who may read résumés sees it too, which marks it
/// viewed and is logged (LH-5.1.4). To everybody else it is not there.
/// </summary>
internal static class OpenApplication
{
    public static async Task<Results<Ok<ApplicationDetails>, ProblemHttpResult>> HandleAsync(
        Guid id, CurrentUser user, HttpContext http, PinchangContext data, CancellationToken cancellation)
    {
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        var readsFor = user.May(Access.ReadResumes) ? user.EmployerId : null;
        if (readsFor is not null)
        {
            await data.LockApplicationAsync(id, cancellation);
        }

        var application = await data.Applications.IgnoreQueryFilters().SingleOrDefaultAsync(
            application => application.Id == id && (application.CandidateId == user.Id || application.EmployerId == readsFor), cancellation);
        if (application is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        if (application.CandidateId != user.Id)
        {
            if (application.State == ApplicationState.Withdrawn)
            {
                return ApplicationRefusals.Withdrawn.With(ChinaTime.Text(application.WithdrawnAt!.Value)).ToProblem();
            }

            var now = ReceivedAt.Of(http);
            application.Open(now);
            data.ApplicationViews.Add(ApplicationView.Of(application, user.Id, ViewedPart.Application, now));
            await data.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(await ShapeAsync(application, data, ReceivedAt.Of(http), cancellation));
    }

    private static async Task<ApplicationDetails> ShapeAsync(
        JobApplication application, PinchangContext data, DateTimeOffset now, CancellationToken cancellation)
    {
        var job = await data.WithVersion(application.JobId, application.JobVersion).IgnoreQueryFilters().SingleAsync(cancellation);
        var phone = await data.Users.Where(candidate => candidate.Id == application.CandidateId).Select(candidate => candidate.MaskedPhone).SingleAsync(cancellation);
        return new()
        {
            Summary = application.ToSummary(job.Version, job.Employer.Name),
            Job = job.ToPublicSummary(now),
            Resume = application.Resume,
            AttachmentName = await data.NameOfFileAsync(application.AttachmentId, cancellation),
            Phone = phone ?? "",
            Message = application.Message,
        };
    }
}
