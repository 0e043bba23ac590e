using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Api.Organisations.Licences;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;
using Pinchang.Data.Jobs;
using Pinchang.Domain;
using Pinchang.Domain.LiveRooms;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.LiveRooms;

/// <summary>LH-4.3.2a, LH-4.2.3: an approved employer with its HR service licence plans a room with its approved jobs, and changes the plan.</summary>
internal static class PlanRoom
{
    public static async Task<Results<Ok<LiveRoomDetails>, ProblemHttpResult>> HandleAsync(
        PlanLiveRoom body, CurrentUser user, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        if (await data.Employers.SingleOrDefaultAsync(employer => employer.Id == user.EmployerId, cancellation) is not { } employer)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var now = command.ReceivedAt;
        if (LicenceGates.WhyNoRoom(employer, ChinaTime.DateOf(now)) is { } unlicensed)
        {
            return unlicensed.ToProblem();
        }

        var outcome = LiveRoom.Plan(Guid.CreateVersion7(now), Guid.CreateVersion7(now), employer, user.Id, body, now);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        if (await WhyNotAsync(body, [], null, employer.AgencyId, employer.Id, data, now, cancellation) is { } refusal)
        {
            return refusal.ToProblem();
        }

        data.LiveRooms.Add(outcome.Value);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await data.ReadRoomAsync(outcome.Value.Id, user, now, cancellation));
    }

    public static async Task<Results<Ok<LiveRoomDetails>, ProblemHttpResult>> ChangeAsync(
        Guid id,
        PlanLiveRoom body,
        CurrentUser user,
        HttpContext http,
        PinchangContext data,
        RoomAccess access,
        LicenceDoors licences,
        IGrainFactory grains,
        CancellationToken cancellation)
    {
        if ((await access.MayRunAsync(id, user)).Refusal is { } forbidden)
        {
            return forbidden.ToProblem();
        }

        var now = ReceivedAt.Of(http);
        await using (var transaction = await data.Database.BeginTransactionAsync(cancellation))
        {
            await data.Database.ExecuteSqlAsync($"SELECT FROM live.rooms WHERE id = {id} FOR UPDATE", cancellation);
            var room = await data.LiveRooms.Include(room => room.Jobs).Include(room => room.Sessions).SingleAsync(room => room.Id == id, cancellation);
            // After an end the plan is that of the next session: a new publication.
            if (room.Latest.State == LiveSessionState.Ended && await licences.WhyNoRoomAsync(room.EmployerId, now, cancellation) is { } unlicensed)
            {
                return unlicensed.ToProblem();
            }

            var before = room.Jobs.Select(entry => entry.JobId).ToArray();
            var cover = room.CoverFileId;
            if (room.Replan(Guid.CreateVersion7(now), body, now).Refusal is { } refusal)
            {
                return refusal.ToProblem();
            }

            if (await WhyNotAsync(body, before, cover, room.AgencyId, room.EmployerId, data, now, cancellation) is { } reason)
            {
                return reason.ToProblem();
            }

            await data.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        access.Forget(id);
        await grains.GetGrain<ILiveRoomGrain>(id).PlanChanged();
        return TypedResults.Ok(await data.ReadRoomAsync(id, user, now, cancellation));
    }

    /// <summary>Jobs that were in the room before may stay though they closed since; what is new must be approved, open and the employer's own.</summary>
    private static async Task<Refusal?> WhyNotAsync(
        PlanLiveRoom body, Guid[] before, Guid? formerCover, Guid agencyId, Guid employerId, PinchangContext data, DateTimeOffset now, CancellationToken cancellation)
    {
        var added = body.JobIds.Except(before).ToArray();
        var own = await data.Jobs.CountAsync(job => added.Contains(job.Id) && job.EmployerId == employerId, cancellation);
        if (own != added.Length)
        {
            return LiveRoomRefusals.JobForeign.On("jobIds");
        }

        var open = await data.OpenJobs(now).CountAsync(row => added.Contains(row.Job.Id), cancellation);
        if (open != added.Length)
        {
            return JobRefusals.NotApproved.On("jobIds");
        }

        var approved = await data.ApprovedChannelsAsync(agencyId, cancellation);
        if (await data.OpenJobs(now).AnyAsync(row => body.JobIds.Contains(row.Job.Id) && !approved.Contains(row.Version.Posting.Channel), cancellation))
        {
            return JobRefusals.ChannelNotApproved.On("jobIds");
        }

        return body.CoverFileId is not { } cover || cover == formerCover || await IsOwnCoverAsync(data, cover, employerId, cancellation)
            ? null
            : CommonRefusals.NotFound.On("coverFileId");
    }

    private static Task<bool> IsOwnCoverAsync(PinchangContext data, Guid fileId, Guid employerId, CancellationToken cancellation) =>
        data.Files.AnyAsync(
            file => file.Id == fileId && file.Kind == FileKind.Cover
                && data.Memberships.Any(member => member.UserId == file.OwnerId && member.ScopeId == employerId),
            cancellation);
}
