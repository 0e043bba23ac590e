using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Api.Persons;
using Pinchang.Api.Resumes;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Persons;
using Pinchang.Data;
using Pinchang.Domain.Applications;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Applications;

/// <summary>LH-3.1: sends a résumé for a job, at most once; what was filled in on the spot is kept with it.</summary>
internal static class SendApplication
{
    public static async Task<Results<Ok<ApplicationSummary>, ProblemHttpResult>> HandleAsync(
        Apply body,
        CurrentUser user,
        CommandContext command,
        PinchangContext data,
        IRoomJobs rooms,
        IOutbox outbox,
        IGrainFactory grains,
        CancellationToken cancellation)
    {
        var now = command.ReceivedAt;
        if (await data.WhyNotConsentedAsync(user.Id, ConsentPurpose.ResumeSharing, cancellation) is { } withdrawn)
        {
            return withdrawn.ToProblem();
        }

        await data.LockAsync($"apply {user.Id} {body.JobId}", cancellation);
        await data.HoldJobAsync(body.JobId, cancellation);
        var circumstances = await FindCircumstancesAsync(body, user, data, rooms, cancellation);
        if (body.Resume is { } filledIn)
        {
            var kept = await KeepResume.KeepAsync(data, user.Id, filledIn, now, cancellation);
            if (!kept.IsAccepted)
            {
                return kept.Refusal.ToProblem();
            }

            circumstances = circumstances with { Resume = kept.Value.Content };
        }

        var outcome = JobApplication.Send(Guid.CreateVersion7(now), user.Id, body, circumstances, now);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        var application = outcome.Value;
        var employer = circumstances.Employer!;
        var version = circumstances.Job!.Public!;
        data.Applications.Add(application);
        outbox.Enqueue(Notices.ApplicationSent(version.Posting.Title, employer.Name).To(user.Id, "/my/applications", application.AgencyId));
        foreach (var memberId in await data.FindContactsAsync(employer.Id, version.AuthorId, cancellation))
        {
            outbox.Enqueue(Notices.ApplicationArrived(application.CandidateName, version.Posting.Title)
                .To(memberId, "/recruiting/applications", application.AgencyId));
        }

        await data.SaveChangesAsync(cancellation);
        var summary = application.ToSummary(version, employer.Name);
        if (application.RoomId is { } roomId)
        {
            command.AfterCommit(_ => grains.GetGrain<ILiveRoomGrain>(roomId).ApplicationReceived(summary));
        }

        return TypedResults.Ok(summary);
    }

    private static async Task<ApplyCircumstances> FindCircumstancesAsync(
        Apply body, CurrentUser user, PinchangContext data, IRoomJobs rooms, CancellationToken cancellation)
    {
        // A candidate is at home in no agency: filters by agency would hide jobs from members of another employer.
        var job = await data.Jobs.IgnoreQueryFilters().Include(job => job.Versions).SingleOrDefaultAsync(job => job.Id == body.JobId, cancellation);
        if (job is null)
        {
            return new();
        }

        return new()
        {
            Job = job,
            Employer = await data.Employers.IgnoreQueryFilters().SingleAsync(employer => employer.Id == job.EmployerId, cancellation),
            IsAtBooth = body.BoothId is { } boothId
                && await data.Booths.IgnoreQueryFilters().AnyAsync(
                    booth => booth.Id == boothId && data.Exhibitors.Any(exhibitor => exhibitor.Id == booth.ExhibitorId && exhibitor.JobIds.Contains(job.Id)),
                    cancellation),
            Place = body.RoomId is { } roomId ? await rooms.FindAsync(roomId, job.Id, body.CardId, cancellation) : null,
            AppliedAt = await data.Applications.IgnoreQueryFilters()
                .Where(application => application.CandidateId == user.Id && application.JobId == job.Id)
                .Select(application => (DateTimeOffset?)application.AppliedAt)
                .SingleOrDefaultAsync(cancellation),
            IsMember = await data.Memberships.AnyAsync(member => member.UserId == user.Id && member.ScopeId == job.EmployerId, cancellation),
            Resume = (await data.Resumes.AsNoTracking().SingleOrDefaultAsync(resume => resume.CandidateId == user.Id, cancellation))?.Content,
        };
    }
}
