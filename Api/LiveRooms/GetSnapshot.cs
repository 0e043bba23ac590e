using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.LiveRooms;

/// <summary>Everything needed to draw the room, and what happened since: for those who come, and come back.</summary>
internal static class GetSnapshot
{
    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        Guid id, CurrentUser user, RoomAccess access, RoomSnapshots snapshots, IGrainFactory grains, CancellationToken cancellation)
    {
        if (await WhyNotAsync(id, user, access, grains, cancellation) is { } refusal)
        {
            return refusal.ToProblem();
        }

        return await snapshots.GetAsync(id) is { } bytes
            ? TypedResults.Bytes(bytes, "application/json; charset=utf-8")
            : LiveRoomRefusals.NotFound.ToProblem();
    }

    public static async Task<Results<Ok<FeedPage>, ProblemHttpResult>> FeedAsync(
        Guid id, CurrentUser user, RoomAccess access, IGrainFactory grains, long after = 0, CancellationToken cancellation = default) =>
        await WhyNotAsync(id, user, access, grains, cancellation) is { } refusal
            ? refusal.ToProblem()
            : TypedResults.Ok(await grains.GetGrain<ILiveRoomGrain>(id).ReadFeed(Math.Max(0, after)));

    private static async Task<Refusal?> WhyNotAsync(
        Guid id, CurrentUser user, RoomAccess access, IGrainFactory grains, CancellationToken cancellation)
    {
        if ((await access.MayWatchAsync(id, user)).Refusal is { } refusal)
        {
            return refusal;
        }

        return user.IdOrNull is { } person && await grains.GetGrain<ILiveRoomGrain>(id).GetRestriction(person) is { Removed: true } removed
            ? LiveRoomRefusals.Removed.With(Domain.ChinaTime.Text(removed.Until))
            : null;
    }
}
