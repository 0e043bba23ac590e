using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Pinchang.Contracts;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.LiveRooms;

namespace Pinchang.LiveRooms.Grains;

/// <summary>
/// A live room: asks the rules, keeps the facts, tells the hosts. Reentrant, so that chat does not wait for the disk that a
/// job card waits for: between two awaits a decision is taken and applied as one, and answered when it is durable.
/// </summary>
[Reentrant]
internal sealed partial class LiveRoomGrain(IRoomStore store, IRoomLog log, TimeProvider time, ILogger<LiveRoomGrain> logger)
    : Grain, ILiveRoomGrain
{
    private RoomState? _room;   // null only when there is no such room

    private DateTimeOffset Now => time.GetUtcNow();

    public async Task<Outcome<RoomSnapshot>> GoLive(GoLive command) => await AnswerSnapshotAsync(
        await DecideAsync(room => SessionRules.GoLive(room), command.Actor, withSession: true));

    public async Task<Outcome<RoomSnapshot>> EndLive(EndLive command) => await AnswerSnapshotAsync(
        await EndAsync(command.Reason, command.Actor));

    public async Task<Outcome<JobCard>> PushJob(PushJob command)
    {
        var job = await store.FindJobAsync(this.GetPrimaryKey(), command.JobId, CancellationToken.None);
        var now = Now;
        var outcome = await DecideAsync(
            room => CardRules.Push(room, command, job, Guid.CreateVersion7(now), now), command.Actor, command.CommandId);
        if (outcome.IsAccepted)
        {
            RoomMetrics.CardsPushed.Add(1);
        }

        return outcome;
    }

    public Task<Outcome<JobCard>> PinCard(PinCard command) => DecideAsync(room => CardRules.Pin(room, command), command.Actor);

    public Task<Outcome<JobCard>> WithdrawCard(WithdrawCard command) =>
        DecideAsync(room => CardRules.Withdraw(room, command), command.Actor);

    public Task<Outcome<ChatMessage>> SendChat(SendChat command) => SayAsync(command);

    public Task<Outcome<Done>> RemoveChat(RemoveChat command) => DecideAsync(room => ChatRules.Remove(room, command), command.Actor);

    public Task<Outcome<Question>> AskQuestion(AskQuestion command) =>
        DecideAsync(room => QuestionRules.Ask(room, command, Now), command.Actor);

    public async Task<Outcome<Question>> VoteQuestion(VoteQuestion command)
    {
        var outcome = await DecideAsync(room => QuestionRules.Vote(room, command, Now), command.Actor);
        if (outcome.IsAccepted)
        {
            _voted.Add(command.QuestionId);
        }

        return outcome;
    }

    public Task<Outcome<Question>> SettleQuestion(SettleQuestion command) =>
        DecideAsync(room => QuestionRules.Settle(room, command), command.Actor);

    public Task<Outcome<Done>> PinNotice(PinNotice command) => DecideAsync(room => ModerationRules.Pin(room, command), command.Actor);

    public async Task<Outcome<Done>> MuteViewer(MuteViewer command)
    {
        var outcome = await DecideAsync(room => ModerationRules.Mute(room, command, Now), command.Actor);
        if (outcome.IsAccepted)
        {
            var standing = _room!.RestrictionOf(command.UserId, Now);
            _hosts.Tell(
                host => host.ViewerRestricted(this.GetPrimaryKey(), command.UserId, standing?.Until, standing is { Removed: true }, command.Reason),
                Now);
        }

        return outcome;
    }

    public Task<Outcome<Done>> SetSlowMode(SetSlowMode command) => DecideAsync(room => ModerationRules.Slow(room, command), command.Actor);

    public Task ApplicationReceived(ApplicationSummary application)
    {
        if (_room is { } room && application.RoomId == room.Plan.RoomId
            && room.Count(new(application.Id, application.JobId, application.CardId)))
        {
            RoomMetrics.Applications.Add(1);
            var card = application.CardId is { } id ? room.FindCard(id) : room.FindCardOfJob(application.JobId);
            var funnel = card is null ? null : room.Funnel(card.Id);
            _hosts.Tell(host => host.ApplicationArrived(room.Plan.RoomId, application, funnel), Now);
        }

        return Task.CompletedTask;
    }

    public async Task PlanChanged()
    {
        var plan = await store.ReadPlanAsync(this.GetPrimaryKey(), CancellationToken.None);
        if (plan is null || plan.SessionId != _room?.Plan.SessionId)
        {
            await WakeAsync(CancellationToken.None);
        }
        else
        {
            _room.Replan(plan);
        }
    }

    public Task<RoomSnapshot?> GetSnapshot() => Task.FromResult(Snapshot());

    public Task<CardFunnel[]> GetFunnels() => Task.FromResult(_room?.Funnels() ?? []);

    public Task<ViewerRestriction?> GetRestriction(Guid userId) =>
        Task.FromResult(_room?.RestrictionOf(userId, Now));

    public Task Subscribe(Guid hostId, ILiveRoomObserver observer)
    {
        if (_hosts.Renew(hostId, observer, Now) && _room is { } room)
        {
            // Where the feed stands: a host that heard less, from an activation that is gone, reads what it missed.
            var standing = new FeedBatch { RoomId = room.Plan.RoomId, After = _feed.Latest, Items = [] };
            _hosts.TellOne(hostId, host => host.FeedPublished(standing));
        }

        return Task.CompletedTask;
    }

    public Task Unsubscribe(Guid hostId)
    {
        _hosts.Drop(hostId);
        return Task.CompletedTask;
    }

    public async Task ReportAudience(AudienceDelta delta)
    {
        if (_room is not { } room)
        {
            return;
        }

        var now = Now;
        _figuresChanged |= room.Audience.Take(delta, room.Session == LiveSessionState.OnAir, now);

        // Written also when the report came before: the first try may have been counted and not kept.
        await KeepFiguresAsync(room, now);
    }

    public async Task ReportStream(ReportStream report)
    {
        if (_room is not { } room || report.SessionId != room.Plan.SessionId)
        {
            return;
        }

        _silentPictureDueAt = null;
        if (room.Session == LiveSessionState.Scheduled || report.State == room.Stream)
        {
            room.NoteStream(report, Now);
            _snapshot = null;
            return;
        }

        await DecideAsync<Done>(on => SessionRules.Report(on, report), actor: null, withSession: true);
    }

    private async Task<Outcome<Done>> EndAsync(SessionEndReason reason, RoomActor? actor)
    {
        var outcome = await DecideAsync(room => SessionRules.End(room, reason), actor, withSession: true);
        if (outcome.IsAccepted && _room is { } ended)
        {
            await KeepPointAsync(ended, Now);
        }

        return outcome;
    }

    private Task<Outcome<RoomSnapshot>> AnswerSnapshotAsync(Outcome<Done> outcome)
    {
        if (outcome.Refusal is { } refusal)
        {
            return Task.FromResult<Outcome<RoomSnapshot>>(refusal);
        }

        PublishReady();
        return Task.FromResult<Outcome<RoomSnapshot>>(TakeSnapshot(_room!));
    }
}
