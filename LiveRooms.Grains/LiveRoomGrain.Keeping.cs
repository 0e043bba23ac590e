using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.LiveRooms;

namespace Pinchang.LiveRooms.Grains;

/// <summary>Keeping facts: applied at once, told and answered when they are durable, given up when they cannot be.</summary>
internal sealed partial class LiveRoomGrain
{
    private Task<bool> _kept = Task.FromResult(true);
    private Task<bool> _chatKept = Task.FromResult(true);
    private bool _lost;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await WakeAsync(cancellationToken);
        this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(Tick, Tick) { Interleave = true });
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        CountOnAir(false);
        await Task.WhenAll(_kept, _chatKept).WaitAsync(cancellationToken);
    }

    /// <summary>Reads the room from its rows under a new epoch; whatever an earlier activation still writes is refused.</summary>
    private async Task WakeAsync(CancellationToken cancellation)
    {
        await Task.WhenAll(_kept, _chatKept);
        (_kept, _chatKept) = (Task.FromResult(true), Task.FromResult(true));
        var now = Now;
        var woken = await store.WakeAsync(this.GetPrimaryKey(), now, cancellation);
        (_feed, _snapshot, _lost) = (new(), null, false);
        _voted.Clear();
        CountOnAir(false);
        if (woken is null)
        {
            _room = null;
            return;
        }

        var room = new RoomState(woken.Plan, woken.Epoch);
        room.CountEarlierChat(woken.EarlierChat);
        room.Audience.Restore(woken.Figures);
        foreach (var record in woken.History)
        {
            room.Apply(record);
        }

        foreach (var application in woken.Applications)
        {
            room.Count(application);
        }

        var firstChat = woken.History.FirstOrDefault(record => record.MayLag)?.Sequence;
        var items = woken.History.Select(record => record.Fact).OfType<Told>().Select(told => told.Item);
        _feed.Remember(items, floor: woken.EarlierChat == 0 ? 0 : (firstChat ?? 1) - 1);
        _room = room;
        CountOnAir(room.Session == LiveSessionState.OnAir);
        PictureMayBeGone(room, now);
    }

    /// <summary>Decides, applies, keeps, tells, and answers. A repeat is answered when what it repeats is durable.</summary>
    private async Task<Outcome<T>> DecideAsync<T>(
        Func<RoomState, Outcome<Decision<T>>> decide, RoomActor? actor, Guid? commandId = null, bool withSession = false)
        where T : class
    {
        if (_room is not { } room)
        {
            DeactivateOnIdle();
            return LiveRoomRefusals.NotFound;
        }

        if (_lost || log.IsFull)
        {
            return CommonRefusals.Unavailable;
        }

        var decided = decide(room);
        if (!decided.IsAccepted)
        {
            return Refused(decided.Refusal);
        }

        var facts = decided.Value.Facts;
        if (facts.Length > 0)
        {
            var now = Now;
            var records = Array.ConvertAll(facts, fact => room.Add(fact, actor?.UserId, now, commandId));
            _kept = BothAsync(_kept, KeepAsync(room, records, withSession));
        }

        return await _kept ? decided.Value.Answer : CommonRefusals.Unavailable;
    }

    /// <summary>Chat goes out before it is written; it is durable within a second.</summary>
    private Task<Outcome<ChatMessage>> SayAsync(SendChat command)
    {
        if (_room is not { } room)
        {
            DeactivateOnIdle();
            return Task.FromResult<Outcome<ChatMessage>>(LiveRoomRefusals.NotFound);
        }

        if (_lost || log.IsFull)
        {
            return Task.FromResult<Outcome<ChatMessage>>(CommonRefusals.Unavailable);
        }

        var now = Now;
        var decided = ChatRules.Send(room, command, now);
        if (!decided.IsAccepted)
        {
            return Task.FromResult<Outcome<ChatMessage>>(Refused(decided.Refusal));
        }

        foreach (var fact in decided.Value.Facts)
        {
            var record = room.Add(fact, command.Actor.UserId, now, command.MessageId);
            _feed.Add(((Told)record.Fact).Item, ready: true);
            _chatKept = BothAsync(_chatKept, WatchAsync(room, log.AppendLaterAsync(OwnerOf(room), record)));
            RoomMetrics.Messages.Add(1);
        }

        PublishSoon(now);
        return Task.FromResult<Outcome<ChatMessage>>(decided.Value.Answer);
    }

    private async Task<bool> KeepAsync(RoomState room, RoomRecord[] records, bool withSession)
    {
        var pending = records.Select(record => record.Fact).OfType<Told>().Select(told => _feed.Add(told.Item, ready: false)).ToArray();
        var kept = await WatchAsync(room, withSession
            ? log.AppendAsync(OwnerOf(room), records, new(room.Session, room.StartedAt, room.EndedAt, room.PictureDueAt))
            : log.AppendAsync(OwnerOf(room), records));
        if (kept && room == _room)
        {
            foreach (var item in pending)
            {
                item.IsReady = true;
            }

            CountOnAir(room.Session == LiveSessionState.OnAir);
            PublishSoon(Now);
        }

        return kept;
    }

    private async Task<bool> WatchAsync(RoomState room, Task<bool> write)
    {
        try
        {
            if (await write)
            {
                return true;
            }

            logger.LogWarning("Room {RoomId} is owned by another activation; this one gives it up", this.GetPrimaryKey());
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "Room {RoomId} could not keep what happened and is read again from its rows", this.GetPrimaryKey());
        }

        // The state is ahead of the rows: nothing more may be decided on it.
        if (room == _room)
        {
            _lost = true;
            DeactivateOnIdle();
        }

        return false;
    }

    /// <summary>A failure is the reporting host's, which tries again: counts are sums, and the next write holds them all.</summary>
    private async Task KeepFiguresAsync(RoomState room, DateTimeOffset now)
    {
        if (!_lost && !await log.SaveFiguresAsync(OwnerOf(room), room.Audience.Snapshot(now)))
        {
            await WatchAsync(room, Task.FromResult(false));
        }
    }

    private static async Task<bool> BothAsync(Task<bool> earlier, Task<bool> later)
    {
        var kept = await later;
        return await earlier && kept;
    }

    private static RoomOwner OwnerOf(RoomState room) => new(room.Plan.RoomId, room.Plan.SessionId, room.Epoch);

    private static Refusal Refused(Refusal refusal)
    {
        RoomMetrics.Refused.Add(1, new KeyValuePair<string, object?>("code", refusal.Code));
        return refusal;
    }
}
