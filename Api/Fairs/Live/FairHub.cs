using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.Fairs.Live;

/// <summary>What a browser at a fair may say. Who it is comes from its cookie, never from an argument.</summary>
[Authorize(Access.SignedIn)]
internal sealed class FairHub(HubSockets<FairSocket> sockets, FairHosts hosts, BoothDoors doors, IServiceScopeFactory scopes, IGrainFactory grains, TimeProvider time) : Hub<IFairClient>, IFairHub
{
    private const int KeepAliveSeconds = 30;

    private FairSocket Socket => (FairSocket)Context.Items[typeof(FairSocket)]!;

    private CurrentUser Caller => new(Context.User!);

    public override async Task OnConnectedAsync()
    {
        var socket = new FairSocket(Context, Caller.SessionId);
        Context.Items[typeof(FairSocket)] = socket;
        if (!sockets.Add(socket))
        {
            Context.Abort();
            return;
        }

        await Groups.AddToGroupAsync(Context.ConnectionId, FairGroups.Person(Caller.Id));
    }

    public override Task OnDisconnectedAsync(Exception? exception) =>
        sockets.Remove(Socket) ? hosts.LeaveAsync(Socket, Caller.Id) : Task.CompletedTask;

    public async Task<HubAnswer<FairEntry>> EnterFair(Guid fairId)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await AccessIn(scope).FindVisibleAsync(fairId, Context.ConnectionAborted) is null
            ? Refuse<FairEntry>(FairRefusals.NotFound)
            : await EnterAsync(fairId);
    }

    public async Task<HubAnswer<FairEntry>> EnterDesk(Guid boothId)
    {
        await using var scope = scopes.CreateAsyncScope();
        var door = await AccessIn(scope).FindBoothAsync(boothId, Context.ConnectionAborted);
        if (door is null || !(door.Recruits(Caller) || door.Runs(Caller)))
        {
            return Refuse<FairEntry>(FairRefusals.BoothNotFound);
        }

        await Groups.AddToGroupAsync(Context.ConnectionId, FairGroups.Desk(boothId));
        return await EnterAsync(door.FairId);
    }

    public async Task<HubAnswer<Done>> Signal(Guid talkId, string signal)
    {
        if (signal is not { Length: <= HubSocketServices.LongestSignal })
        {
            return Refuse<Done>(FairRefusals.SignalTooLarge);
        }

        if (!Socket.MaySignal(time))
        {
            return Refuse<Done>(CommonRefusals.TooMany);
        }

        await using var scope = scopes.CreateAsyncScope();
        return await AccessIn(scope).FindBoothOfTalkAsync(talkId, Context.ConnectionAborted) is { } door
            && await grains.GetGrain<IBoothGrain>(door.Id).Relay(talkId, Caller.Id, signal)
                ? new(Done.Instance, null)
                : Refuse<Done>(FairRefusals.TalkNotFound);
    }

    private async Task<HubAnswer<FairEntry>> EnterAsync(Guid fairId)
    {
        // In the group before the figures are read: what changes in between comes after them.
        await Groups.AddToGroupAsync(Context.ConnectionId, FairGroups.Fair(fairId));
        await hosts.EnterAsync(Socket, Caller.Id, fairId);
        var standing = await grains.GetGrain<IFairGrain>(fairId).GetFigures();
        return new(new FairEntry(fairId, standing.Figures, standing.Booths, time.GetUtcNow(), KeepAliveSeconds), null);
    }

    private FairAccess AccessIn(AsyncServiceScope scope) =>
        new(scope.ServiceProvider.GetRequiredService<Data.PinchangContext>(), Caller, doors);

    private static HubAnswer<T> Refuse<T>(Refusal refusal)
        where T : class =>
        new(null, new Problem(refusal.Code, Sentences.Of(refusal), refusal.Field));
}

internal static class FairGroups
{
    public static string Fair(Guid fairId) => $"fair {fairId}";

    public static string Desk(Guid boothId) => $"desk {boothId}";

    public static string Person(Guid personId) => $"person {personId}";
}
