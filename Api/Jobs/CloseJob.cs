using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Data;
using Pinchang.Domain.Applications;

namespace Pinchang.Api.Jobs;

/// <summary>The employer takes the job down; the rooms that show it read their plan again at once.</summary>
internal static class CloseJob
{
    public static async Task<Results<Ok<JobDetails>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CurrentUser user,
        CommandContext command,
        PinchangContext data,
        IRoomJobs rooms,
        IGrainFactory grains,
        CancellationToken cancellation)
    {
        await data.LockJobAsync(id, cancellation);
        var job = await data.Jobs.SingleOrDefaultAsync(job => job.Id == id && job.EmployerId == user.EmployerId, cancellation);
        if (job is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        job.Close(command.ReceivedAt);
        await data.SaveChangesAsync(cancellation);
        foreach (var roomId in await rooms.RoomsShowingAsync(id, cancellation))
        {
            command.AfterCommit(_ => grains.GetGrain<ILiveRoomGrain>(roomId).PlanChanged());
        }

        return TypedResults.Ok(await data.ReadForInsidersAsync(id, cancellation));
    }
}
