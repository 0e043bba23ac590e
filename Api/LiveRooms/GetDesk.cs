using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Applications;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Data;

namespace Pinchang.Api.LiveRooms;

/// <summary>The desk beside the snapshot: funnels for all who run the room, applications for those who may read résumés.</summary>
internal static class GetDesk
{
    private const int NewestApplications = 50;

    public static async Task<Results<Ok<DeskDetails>, ProblemHttpResult>> HandleAsync(
        Guid id, CurrentUser user, RoomAccess access, PinchangContext data, IGrainFactory grains, CancellationToken cancellation)
    {
        if ((await access.MayModerateAsync(id, user)).Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        var applications = user.May(Access.ReadResumes)
            ? await data.Applications.AsNoTracking()
                .Where(application => application.RoomId == id)
                .OrderByDescending(application => application.AppliedAt)
                .Take(NewestApplications)
                .ToSummaries(data)
                .ToArrayAsync(cancellation)
            : [];
        var funnels = await grains.GetGrain<ILiveRoomGrain>(id).GetFunnels();
        return TypedResults.Ok(new DeskDetails(
            funnels, [.. applications.OrderByDescending(application => application.AppliedAt)], $"/media/rooms/{id}/publish"));
    }
}
