using Microsoft.AspNetCore.SignalR;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>What a browser in a room may say. Who it is comes from its cookie, never from an argument.</summary>
internal sealed class LiveRoomHub(RoomBroadcasters rooms, IRoomAdmission admission) : Hub<ILiveRoomClient>, ILiveRoomHub
{
    private const int MostLikes = 50;

    // A browser tells them twice a second; on the way here a third may catch up with the two before it, and none may be lost.
    private const int LikeCallsPerSecond = 3;

    private RoomSocket Socket => Context.Features.Get<RoomSocket>()!;

    private CurrentUser Caller => new(Context.User!);

    public async Task<HubAnswer<RoomSnapshot>> Join(Guid roomId, string? source)
    {
        var admitted = await admission.AdmitAsync(roomId, Socket.PersonId, Caller);
        return admitted.Refusal is { } refusal ? Refuse<RoomSnapshot>(refusal) : await EnterAsync(roomId, desk: false, admitted.Value!, source);
    }

    public async Task<HubAnswer<RoomSnapshot>> JoinDesk(Guid roomId)
    {
        var admitted = await admission.AdmitToDeskAsync(roomId, Caller);
        return admitted.Refusal is { } refusal ? Refuse<RoomSnapshot>(refusal) : await EnterAsync(roomId, desk: true, admitted.Value!, null);
    }

    public async Task<HubAnswer<ChatMessage>> SendChat(Guid messageId, string text)
    {
        if (Socket.Seat is not { } seat)
        {
            return Refuse<ChatMessage>(LiveRoomRefusals.NotJoined);
        }

        if (!Caller.PhoneVerified)
        {
            return Refuse<ChatMessage>(LiveRoomRefusals.SignInToChat);
        }

        var outcome = await seat.Room.Grain.SendChat(new SendChat(new RoomActor(Caller.Id, Caller.Name, seat.Staff), messageId, text ?? ""));
        return outcome.Refusal is { } refusal ? Refuse<ChatMessage>(refusal) : new HubAnswer<ChatMessage>(outcome.Value, null);
    }

    public Task Like(int count)
    {
        if (Socket.Seat is { } seat && count is >= 1 and <= MostLikes && seat.MayLike(Environment.TickCount64, LikeCallsPerSecond))
        {
            seat.Room.Audience.Liked(count);
        }

        return Task.CompletedTask;
    }

    public Task CardViewed(Guid cardId)
    {
        Socket.Seat?.Room.Audience.CardViewed(cardId);
        return Task.CompletedTask;
    }

    public Task CardOpened(Guid cardId)
    {
        Socket.Seat?.Room.Audience.CardOpened(cardId);
        return Task.CompletedTask;
    }

    private static HubAnswer<T> Refuse<T>(Refusal refusal)
        where T : class =>
        new(null, new Problem(refusal.Code, Sentences.Of(refusal), refusal.Field));

    private async Task<HubAnswer<RoomSnapshot>> EnterAsync(Guid roomId, bool desk, RoomAdmission admitted, string? source)
    {
        var socket = Socket;
        if (socket.Seat is { } former)
        {
            former.Room.Leave(former);
        }

        // Seated before the snapshot is taken: what happens in between is held back and follows the snapshot.
        var room = await rooms.OpenAsync(roomId);
        var seat = room.Seat(socket, desk, admitted.Staff);
        if (await room.Snapshots.GetAsync() is not { } snapshot)
        {
            room.Leave(seat);
            return Refuse<RoomSnapshot>(LiveRoomRefusals.NotFound);
        }

        if (admitted.MutedUntil is { } until)
        {
            socket.Send(RoomRecords.Restricted(until, removed: false, reason: null).Span);
        }

        if (seat.IsVisit = !desk && snapshot.State != LiveSessionState.Ended)
        {
            room.Audience.Joined(source);
        }

        socket.StartAfter(snapshot.Sequence);
        return new HubAnswer<RoomSnapshot>(snapshot, null);
    }
}
