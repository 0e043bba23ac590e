using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.LiveRooms;

/// <summary>A person's command to a room: the right first, then the room's own answer. A handler's parameter.</summary>
internal sealed class RoomCommand(CurrentUser user, RoomAccess access, IGrainFactory grains, CommandContext command)
{
    /// <summary>The idempotency key, under which a retry is the same command to the room as well.</summary>
    public Guid Key => command.Key;

    public async Task<Results<Ok<T>, ProblemHttpResult>> RunAsync<T>(Guid roomId, Func<ILiveRoomGrain, RoomActor, Task<Outcome<T>>> ask)
        where T : class => await AskAsync(roomId, await access.MayRunAsync(roomId, user), ask);

    public async Task<Results<Ok<T>, ProblemHttpResult>> ModerateAsync<T>(Guid roomId, Func<ILiveRoomGrain, RoomActor, Task<Outcome<T>>> ask)
        where T : class => await AskAsync(roomId, await access.MayModerateAsync(roomId, user), ask);

    public async Task<Results<Ok<T>, ProblemHttpResult>> TakePartAsync<T>(Guid roomId, Func<ILiveRoomGrain, RoomActor, Task<Outcome<T>>> ask)
        where T : class => await AskAsync(roomId, await access.MayWatchAsync(roomId, user), ask);

    private async Task<Results<Ok<T>, ProblemHttpResult>> AskAsync<T>(
        Guid roomId, Outcome<RoomDoor> door, Func<ILiveRoomGrain, RoomActor, Task<Outcome<T>>> ask)
        where T : class
    {
        if (!door.IsAccepted)
        {
            return door.Refusal.ToProblem();
        }

        var outcome = await ask(grains.GetGrain<ILiveRoomGrain>(roomId), RoomAccess.ActorOf(door.Value, user));
        return outcome.ToResult();
    }
}
