using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.ExamGrains;

/// <summary>Waking, telling the invigilators, and giving up what cannot be kept.</summary>
internal sealed partial class ExamSessionGrain
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan NoteSeenEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    private Heartbeat? _heartbeat;
    private DateTimeOffset _wokeAt;
    private DateTimeOffset _toldAt;
    private DateTimeOffset _seenNotedAt;
    private IGrainTimer? _start;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _wokeAt = Now;
        _keeper = await store.WakeAsync(this.GetPrimaryKey(), cancellationToken) is { } woken ? new(woken, store, log, schedules) : null;
        if (_keeper is not null)
        {
            AwaitStart(_keeper);
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_keeper is { } keeper)
        {
            await keeper.WaitAsync().WaitAsync(cancellationToken);
        }
    }

    private SessionKeeper? Find(Guid? candidateId)
    {
        if (_keeper is not { } keeper)
        {
            DeactivateOnIdle();
            return null;
        }

        if (!keeper.State.IsOf(candidateId))
        {
            return null;
        }

        keeper.Refresh();
        return keeper;
    }

    private async Task<Outcome<ExamSessionView>> DecideAsync(
        Guid? candidateId, Func<SessionState, SessionDecision<Done>> decide, DateTimeOffset? heardAt = null)
    {
        if (Find(candidateId) is not { } keeper)
        {
            return SessionRefusals.NotFound;
        }

        if (candidateId is not null && log.Pressure > SessionLoad.Entries)
        {
            return SessionRefusals.Busy;
        }

        var facts = keeper.State.Standing.Facts;
        var outcome = await keeper.DecideAsync(decide);
        AwaitStart(keeper);
        if (heardAt is { } at && outcome.IsAccepted)
        {
            await HearAsync(keeper, at);
        }

        Tell(keeper, facts);
        return Answer(keeper, outcome);
    }

    /// <summary>Whoever has come in begins at the sitting's time. A session that sleeps then is started by its browser.</summary>
    private void AwaitStart(SessionKeeper keeper)
    {
        if (_start is null && keeper.State.Standing is { Epoch: > 0, StartedAt: null, IsEnded: false }
            && keeper.State.Schedule.StartsAt - Now is { Ticks: > 0 } wait && wait < LongestWait)
        {
            StartAfter(wait);
        }
    }

    private void StartAfter(TimeSpan wait) => _start = this.RegisterGrainTimer(
        StartTogetherAsync, new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { Interleave = true });

    private async Task StartTogetherAsync()
    {
        _start?.Dispose();
        _start = null;
        if (Find(null) is not { } keeper || log.Pressure > SessionLoad.Starts)
        {
            return;
        }

        // The time was moved, or the timer is a breath early: asked once, since the clock goes on between two looks at it.
        if (keeper.State.Schedule.StartsAt - Now is { Ticks: > 0 } early)
        {
            StartAfter(early);
            return;
        }

        var facts = keeper.State.Standing.Facts;
        await keeper.DecideAsync(state => EntryRules.StartTogether(state, Now));
        Tell(keeper, facts);
        GiveUpIfLost(keeper);
    }

    private Outcome<ExamSessionView> Answer(SessionKeeper keeper, Outcome<Done> outcome) =>
        outcome.Refusal is { } refusal ? Checked<ExamSessionView>(keeper, refusal) : View(keeper);

    private Outcome<ExamSessionView> View(SessionKeeper keeper) =>
        keeper.IsLost ? Checked<ExamSessionView>(keeper, CommonRefusals.Unavailable) : keeper.State.View(Now);

    private async Task HearAsync(SessionKeeper keeper, DateTimeOffset at)
    {
        await keeper.HearAsync(at, _wokeAt);
        if (at - _seenNotedAt >= NoteSeenEvery)
        {
            _seenNotedAt = at;
            log.Seen(keeper.State.Plan.SessionId, at);
        }
    }

    /// <summary>Answers and heartbeats are many; the wall is shown the latest.</summary>
    private void TellSoon(SessionKeeper keeper)
    {
        if (Now - _toldAt >= TellEvery)
        {
            Tell(keeper);
        }
    }

    /// <summary>When something happened since then.</summary>
    private void Tell(SessionKeeper keeper, int factsBefore)
    {
        if (keeper.State.Standing.Facts > factsBefore)
        {
            Tell(keeper);
        }
    }

    private void Tell(SessionKeeper keeper, EntryVerdict? decided = null)
    {
        if (keeper.IsLost)
        {
            return;
        }

        var now = Now;
        _toldAt = now;
        _ = TellAsync(keeper.State.Report(now, _heartbeat, decided));
    }

    private async Task TellAsync(SessionReport report)
    {
        try
        {
            await GrainFactory.GetGrain<IInvigilationGrain>(report.SittingId).Report(report);
        }
        catch (Exception exception)
        {
            // The wall reads the rows every minute.
            logger.LogDebug(exception, "A report of session {SessionId} was not taken", report.SessionId);
        }
    }

    private Outcome<T> Checked<T>(SessionKeeper keeper, Outcome<T> outcome)
        where T : class
    {
        if (outcome.Refusal is { } refusal)
        {
            SessionMetrics.Refused.Add(1, new KeyValuePair<string, object?>("code", refusal.Code));
        }

        GiveUpIfLost(keeper);
        return outcome;
    }

    private void GiveUpIfLost(SessionKeeper keeper)
    {
        if (keeper.IsLost && keeper == _keeper)
        {
            logger.LogWarning(
                keeper.Failure, "Session {SessionId} cannot keep what happened, or another activation owns it; it is read again", this.GetPrimaryKey());
            DeactivateOnIdle();
        }
    }
}
