using Microsoft.AspNetCore.SignalR;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Api.Staff;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Staff;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.Api.Exams.Invigilation;

/// <summary>
/// <c>/hubs/exam</c>: hints to candidates, the wall's changes to invigilators, and the words of a live look between the two. Who it is
/// comes from the cookie; what is not theirs looks like not found.
/// </summary>
internal sealed class ExamHub(WatchDoors doors, StaffDoors staff, EvidenceLog log, WatchLines lines, HubSockets<ExamSocket> sockets, IGrainFactory grains, TimeProvider time)
    : Hub<IExamClient>, IExamHub
{
    private ExamSocket Socket => (ExamSocket)Context.Items[typeof(ExamSocket)]!;

    private CurrentUser Caller => new(Context.User!);

    public override Task OnConnectedAsync()
    {
        var socket = new ExamSocket(Context, Caller.SessionId);
        Context.Items[typeof(ExamSocket)] = socket;
        if (!sockets.Add(socket))
        {
            Context.Abort();
        }

        return Task.CompletedTask;
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        var socket = Socket;
        sockets.Remove(socket);
        if (socket.Seat is { } seat)
        {
            lines.Leave(seat);
            foreach (var lookId in socket.Looks)
            {
                await grains.GetGrain<IInvigilationGrain>(seat.SittingId).EndLook(SideOf(seat), lookId);
            }
        }
    }

    public async Task<HubAnswer<Done>> Enter(Guid sessionId)
    {
        var door = await doors.OwnAsync(sessionId, Caller);
        if (!door.IsAccepted)
        {
            return Refuse<Done>(door.Refusal);
        }

        await SitAsync(new(Context.ConnectionId, door.Value.SittingId, sessionId));
        return new(Done.Instance, null);
    }

    public async Task<HubAnswer<InvigilationWall>> Watch(Guid sittingId)
    {
        var door = await doors.WatchSittingAsync(sittingId, Caller);
        if (!door.IsAccepted)
        {
            return Refuse<InvigilationWall>(door.Refusal);
        }

        if (await staff.WhyNotAsync(Duty.Invigilate, Caller, time.GetUtcNow(), Context.ConnectionAborted) is { } unqualified)
        {
            return Refuse<InvigilationWall>(unqualified);
        }

        // Seated before the wall is drawn: what changes in between comes twice rather than never.
        await SitAsync(new(Context.ConnectionId, sittingId, null));
        return await grains.GetGrain<IInvigilationGrain>(sittingId).GetWall() is { } wall
            ? new(wall, null)
            : Refuse<InvigilationWall>(InvigilationRefusals.NotFound);
    }

    public async Task<HubAnswer<LiveLook>> RequestLook(Guid sessionId, RecordingTrack track)
    {
        var door = await doors.WatchSessionAsync(sessionId, Caller);
        if (!door.IsAccepted || Socket.Seat is not { SessionId: null } seat || seat.SittingId != door.Value.SittingId)
        {
            return Refuse<LiveLook>(door.Refusal ?? InvigilationRefusals.NotFound);
        }

        // Before it is granted: nobody looks without a trace.
        var now = time.GetUtcNow();
        await log.LookedAsync(sessionId, Caller.Id, EvidencePart.Live, sessionId, now, Context.ConnectionAborted);
        var outcome = await grains.GetGrain<IInvigilationGrain>(seat.SittingId)
            .RequestLook(new(SideOf(seat), sessionId, track, Guid.CreateVersion7(now)));
        if (!outcome.IsAccepted)
        {
            return Refuse<LiveLook>(outcome.Refusal);
        }

        Socket.Looks.Add(outcome.Value.Id);
        return new(outcome.Value, null);
    }

    public Task SendLookSignal(LookSignal signal) =>
        signal.Body.Length <= HubSocketServices.LongestSignal && Socket is { Seat: { } seat } socket && socket.MaySignal(time)
            ? grains.GetGrain<IInvigilationGrain>(seat.SittingId).Signal(SideOf(seat), signal)
            : Task.CompletedTask;

    public Task EndLook(Guid lookId)
    {
        Socket.Looks.Remove(lookId);
        return Socket.Seat is { } seat ? grains.GetGrain<IInvigilationGrain>(seat.SittingId).EndLook(SideOf(seat), lookId) : Task.CompletedTask;
    }

    private static HubAnswer<T> Refuse<T>(Refusal refusal)
        where T : class =>
        new(null, new Problem(refusal.Code, Sentences.Of(refusal), refusal.Field));

    private LookSide SideOf(ExamSeat seat) => new(lines.HostId, seat.ConnectionId, seat.SessionId);

    /// <summary>A socket has one seat; another one takes its place.</summary>
    private async Task SitAsync(ExamSeat seat)
    {
        if (Socket.Seat is { } former)
        {
            lines.Leave(former);
            foreach (var group in former.Groups.Except(seat.Groups))
            {
                await Groups.RemoveFromGroupAsync(seat.ConnectionId, group);
            }
        }

        Socket.Seat = seat;
        foreach (var group in seat.Groups)
        {
            await Groups.AddToGroupAsync(seat.ConnectionId, group);
        }

        await lines.SitAsync(seat);
    }
}
