using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Domain.Fairs;

namespace Pinchang.LiveRooms.Grains.Fairs;

/// <summary>
/// A booth: asks the rules, keeps what happens, tells the fair. Reentrant, so that many numbers become durable with one
/// write; between two awaits a decision is taken and applied as one.
/// </summary>
[Reentrant]
internal sealed partial class BoothGrain(IBoothStore store, IBoothLog log, TimeProvider time, ILogger<BoothGrain> logger) : Grain, IBoothGrain
{
    private BoothKeeper? _booth;   // null only when there is no such booth

    private DateTimeOffset Now => time.GetUtcNow();

    public Task<Outcome<QueuePlace>> TakeNumber(TakeNumber command)
    {
        var most = _booth?.Queue.Plan.Settings.MostPlaces.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
        return DecideAsync(
            queue => QueueRules.Take(queue, command, Now), command.Actor, (queue, id) => PlaceOf(queue, queue.FindPlace(id)!), command.PlaceId, FairRefusals.TooManyNumbers.With(most));
    }

    public Task<Outcome<QueuePlace>> LeaveQueue(LeaveQueue command) =>
        DecideAsync(queue => QueueRules.Leave(queue, command, Now), command.Actor, (queue, id) => PlaceOf(queue, queue.FindPlace(id)!), command.PlaceId);

    public async Task<Outcome<TalkStanding>> CallNext(CallNext command) => _booth is { } booth
        ? Answer(booth, await booth.CallAsync(command), (queue, id) => StandingOf(queue.FindTalk(id)!))
        : NotFound();

    public Task<Outcome<TalkStanding>> AnswerCall(AnswerCall command) =>
        DecideTalkAsync(queue => CallRules.Answer(queue, command, Now), command.Actor, command.PlaceId);

    public async Task<Outcome<QueuePlace>> SkipPlace(SkipPlace command)
    {
        var called = _booth?.Queue.FindPlace(command.PlaceId) is { State: PlaceState.Called, TalkId: { } id } ? _booth.Queue.FindTalk(id) : null;
        var outcome = await DecideAsync(
            queue => CallRules.Skip(queue, command, Now), command.Actor, (queue, id) => PlaceOf(queue, queue.FindPlace(id)!), command.PlaceId);
        if (outcome.IsAccepted && called is not null)
        {
            await _booth!.CallOnAsync(called);
        }

        return outcome;
    }

    public Task<Outcome<TalkStanding>> ExtendTalk(ExtendTalk command) =>
        DecideTalkAsync(queue => TalkRules.Extend(queue, command), command.Actor, command.TalkId);

    public Task<Outcome<TalkStanding>> EndTalk(EndTalk command) =>
        DecideTalkAsync(queue => TalkRules.End(queue, command, Now), command.Actor, command.TalkId, command.TalkId);

    public Task<Outcome<TalkStanding>> ShareResume(ShareResume command) =>
        DecideTalkAsync(queue => TalkRules.Share(queue, command), command.Actor, command.TalkId);

    public Task<Outcome<TalkStanding>> NoteTalk(NoteTalk command) =>
        DecideTalkAsync(queue => TalkRules.Note(queue, command), command.Actor, command.TalkId);

    public Task<Outcome<TalkStanding>> SettleTalk(SettleTalk command) =>
        DecideTalkAsync(queue => TalkRules.Settle(queue, command, Now), command.Actor, command.TalkId);

    public Task<Outcome<TalkStanding>> UndoResult(UndoResult command) =>
        DecideTalkAsync(queue => TalkRules.Undo(queue, command), command.Actor, command.TalkId);

    public Task<Outcome<BoothFigures>> TakeDuty(TakeDuty command) =>
        DecideAsync(queue => BoothRules.TakeDuty(queue, command), command.Actor, (queue, _) => Figures(queue));

    public Task<Outcome<BoothFigures>> SetState(SetBoothState command) =>
        DecideAsync(queue => BoothRules.SetState(queue, command, Now), command.Actor, (queue, _) => Figures(queue));

    public Task<BoothSnapshot?> GetSnapshot() => Task.FromResult(_booth is { } booth ? Snapshot(booth.Queue) : null);

    public Task<QueuePlace?> FindPlace(Guid candidateId) =>
        Task.FromResult(_booth?.Queue.NewestOf(candidateId) is { } place ? PlaceOf(_booth.Queue, place) : null);

    public Task<TalkStanding?> FindTalk(Guid talkId) => Task.FromResult(_booth?.Queue.FindTalk(talkId) is { } talk ? StandingOf(talk) : null);

    public Task NoteAttendance(AttendanceChange[] changes)
    {
        foreach (var change in changes)
        {
            _booth?.Attendance.Note(change);
        }

        _unsaid = true;
        return Task.CompletedTask;
    }

    public Task NoteSeen(Guid personId)
    {
        _booth?.Attendance.Seen(personId, Now);
        return Task.CompletedTask;
    }

    public Task<bool> Relay(Guid talkId, Guid senderId, string signal)
    {
        if (_booth?.Queue.FindTalk(talkId) is not { State: TalkState.Talking } talk || (senderId != talk.CandidateId && senderId != talk.RecruiterId))
        {
            return Task.FromResult(false);
        }

        var to = senderId == talk.CandidateId ? talk.RecruiterId : talk.CandidateId;
        Tell(_booth.Queue, change => change with { Signal = new(talkId, to, signal) });
        return Task.FromResult(true);
    }

    public async Task PlanChanged()
    {
        if (_booth is null)
        {
            await WakeAsync(CancellationToken.None);
        }
        else
        {
            await ReplanAsync(_booth);
        }
    }

    public Task KeepTime()
    {
        if (_booth is null)
        {
            DeactivateOnIdle();
        }

        return Task.CompletedTask;
    }

    public async Task<Outcome<TalkMessage>> SayInTalk(SayInTalk command)
    {
        if (_booth is not { } booth)
        {
            return FairRefusals.TalkNotFound;
        }

        if (booth.IsLost || log.IsFull)
        {
            return CommonRefusals.Unavailable;
        }

        booth.Attendance.Seen(command.Actor.UserId, Now);
        var outcome = TalkRules.Say(booth.Queue, command, Now);
        if (outcome.Refusal is { } refusal)
        {
            await NoteHeldAsync(booth, command, refusal);
            return outcome;
        }

        return await SayAsync(booth, outcome.Value!);
    }

    /// <summary>Held lines are counted for the duty board; what they said is not kept.</summary>
    private static async Task NoteHeldAsync(BoothKeeper booth, SayInTalk command, Refusal refusal)
    {
        if (refusal.Code == FairRefusals.Screened.Code)
        {
            var held = new BoothFact(BoothFactKind.MessageHeld, Detail: refusal.Arguments[0]);
            await booth.DecideAsync(_ => new QueueDecision([held], command.TalkId), command.Actor);
        }
    }
}
