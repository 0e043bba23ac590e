using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Domain.Fairs;

namespace Pinchang.LiveRooms.Grains.Fairs;

/// <summary>Waking from rows, doing what is due, and telling the fair what became durable.</summary>
internal sealed partial class BoothGrain
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StayAwake = TimeSpan.FromMinutes(5);

    private readonly Dictionary<Guid, QueuePlace> _told = [];
    private Task<Kept> _said = Task.FromResult(Kept.Durable);
    private long _lines;
    private bool _unsaid = true;
    private bool _ticking;
    private DateTimeOffset _refreshedAt;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await WakeAsync(cancellationToken);
        this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(Tick, Tick) { Interleave = true });
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_booth is { } booth)
        {
            await Task.WhenAll(booth.AllKept, _said).WaitAsync(cancellationToken);
        }
    }

    private async Task WakeAsync(CancellationToken cancellation)
    {
        var woken = await store.WakeAsync(this.GetPrimaryKey(), cancellation);
        _booth = woken is null ? null : new(woken, new(Now), log, time) { Happened = Told, Lost = GaveUp };
        _lines = (woken?.Epoch ?? 0) << 32;
    }

    private async Task TickAsync()
    {
        if (_booth is not { } booth || booth.IsLost || _ticking)
        {
            return;
        }

        _ticking = true;
        try
        {
            if (booth.Queue.Living.Any() || booth.Queue.OpenTalks.Count > 0)
            {
                DelayDeactivation(StayAwake);
            }

            await RefreshAsync(booth);
            await booth.PassTimeAsync();
            TellWhoMoved(booth.Queue);
        }
        finally
        {
            _ticking = false;
        }
    }

    /// <summary>The fair tells of changes; now and then it is asked, for what was not heard.</summary>
    private async Task RefreshAsync(BoothKeeper booth)
    {
        var now = Now;
        if (now - _refreshedAt < Refresh)
        {
            return;
        }

        _refreshedAt = now;
        try
        {
            await ReplanAsync(booth);
            var fair = GrainFactory.GetGrain<IFairGrain>(booth.Queue.Plan.FairId);
            foreach (var change in await fair.Concerns(this.GetPrimaryKey(), People(booth.Queue)))
            {
                booth.Attendance.Note(change);
            }

            // Not those who were asked about: somebody may have joined since.
            booth.Attendance.Forget(People(booth.Queue).ToHashSet());
            _unsaid = true;
        }
        catch (Exception exception)
        {
            logger.LogWarning(exception, "Booth {BoothId} could not ask its fair what is new", this.GetPrimaryKey());
        }
    }

    private async Task ReplanAsync(BoothKeeper booth)
    {
        if (await store.ReadPlanAsync(this.GetPrimaryKey(), CancellationToken.None) is { } plan)
        {
            booth.Queue.Replan(plan);
            _unsaid = true;
            if (BoothRules.DropLeavers(booth.Queue) is { } left)
            {
                await booth.DecideAsync(_ => new QueueDecision([left], plan.BoothId), null);
            }
        }
    }

    private Task<Outcome<TalkStanding>> DecideTalkAsync(
        Func<BoothQueue, Outcome<QueueDecision>> decide, BoothActor actor, Guid subjectId, Guid? talkId = null) =>
        DecideAsync(decide, actor, (queue, id) => StandingOf(queue.FindTalk(talkId ?? id)!), subjectId);

    private async Task<Outcome<T>> DecideAsync<T>(
        Func<BoothQueue, Outcome<QueueDecision>> decide, BoothActor actor, Func<BoothQueue, Guid, T> answer, Guid? subjectId = null, Refusal? claimed = null)
        where T : class
    {
        if (_booth is not { } booth)
        {
            DeactivateOnIdle();
            return FairRefusals.BoothNotFound;
        }

        return Answer(booth, await booth.DecideAsync(decide, actor, subjectId, claimed), answer);
    }

    private static Outcome<T> Answer<T>(BoothKeeper booth, Outcome<QueueDecision> outcome, Func<BoothQueue, Guid, T> answer)
        where T : class
    {
        if (outcome.Value is { } decision)
        {
            return answer(booth.Queue, decision.SubjectId);
        }

        FairMetrics.Refused.Add(1, new KeyValuePair<string, object?>("code", outcome.Refusal!.Code));
        return outcome.Refusal;
    }

    private Outcome<TalkStanding> NotFound()
    {
        DeactivateOnIdle();
        return FairRefusals.BoothNotFound;
    }

    private async Task<Outcome<TalkMessage>> SayAsync(BoothKeeper booth, TalkMessage message)
    {
        try
        {
            var write = log.SayAsync(new(this.GetPrimaryKey(), booth.Queue.Epoch), ++_lines, message);
            _said = write;
            if (await write != Kept.Durable)
            {
                GaveUp(null);
                return CommonRefusals.Unavailable;
            }
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "A line of booth {BoothId} could not be kept", this.GetPrimaryKey());
            return CommonRefusals.Unavailable;
        }

        var talk = booth.Queue.FindTalk(message.TalkId)!;
        Tell(booth.Queue, change => change with { Message = message, MessageTo = [talk.CandidateId, talk.RecruiterId] });
        return message;
    }

    private void Told(IReadOnlyList<BoothRecord> records)
    {
        var queue = _booth!.Queue;
        _unsaid = true;
        foreach (var record in records)
        {
            FairMetrics.Happened.Add(1, new KeyValuePair<string, object?>("kind", record.Fact.Kind.ToString()));
        }

        var facts = records.Select(record => record.Fact).ToArray();
        var (came, went) = (new List<Guid>(), new List<Guid>());
        foreach (var person in facts.SelectMany(fact => new[] { fact.Place?.CandidateId, fact.Talk?.RecruiterId }).OfType<Guid>().Distinct())
        {
            (queue.Concerns(person) ? came : went).Add(person);
        }

        var places = records.Select(record => record.Fact.Place).OfType<Place>().Select(place => queue.FindPlace(place.Id)).OfType<Place>().Distinct();
        var talks = records.Select(record => record.Fact.Talk).OfType<Talk>().Select(talk => queue.FindTalk(talk.Id)).OfType<Talk>().Distinct();
        var called = records.Where(record => record.Fact.Kind == BoothFactKind.Called).Select(record => record.Fact.Place!.Id).ToHashSet();
        Tell(queue, change => change with
        {
            Places = [.. places.Select(place => new AddressedPlace(place.CandidateId, Remember(queue, place), called.Contains(place.Id)))],
            Talks = [.. talks.Select(StandingOf)],
            People = facts.Any(fact => fact.Standing is not null) ? People(queue) : null,
            Came = [.. came],
            Went = [.. went],
            Taken = facts.Any(fact => fact.Talk is not null) ? [.. queue.OpenTalks.Select(talk => talk.CandidateId)] : null,
        });
    }

    /// <summary>Those whose number moved, was held or let go, or whose wait reads otherwise: a few times a second, not with each fact.</summary>
    private void TellWhoMoved(BoothQueue queue)
    {
        if (!_unsaid)
        {
            return;
        }

        _unsaid = false;
        var moved = new List<AddressedPlace>();
        var (before, onDuty, now) = (0, OnDuty(queue), Now);
        foreach (var place in queue.Living)
        {
            var told = _told.GetValueOrDefault(place.Id);
            var tells = PlaceOf(queue, place, place.State == PlaceState.Waiting ? before++ : 0, onDuty, now);
            if (told is null || told with { ServerNow = now, Revision = tells.Revision } != tells)
            {
                _told[place.Id] = tells;
                moved.Add(new(place.CandidateId, tells, IsCall: false));
            }
        }

        foreach (var gone in _told.Keys.Where(id => queue.FindPlace(id) is not { IsLiving: true }).ToArray())
        {
            _told.Remove(gone);
        }

        Tell(queue, change => change with { Places = [.. moved] });
    }

    private QueuePlace Remember(BoothQueue queue, Place place) => _told[place.Id] = PlaceOf(queue, place);

    private void Tell(BoothQueue queue, Func<BoothChange, BoothChange> with)
    {
        var change = with(new() { Figures = Figures(queue), Revision = queue.Revision });
        _ = TellAsync(GrainFactory.GetGrain<IFairGrain>(queue.Plan.FairId), change);
    }

    private async Task TellAsync(IFairGrain fair, BoothChange change)
    {
        try
        {
            await fair.BoothChanged(change);
        }
        catch (Exception exception)
        {
            logger.LogWarning(exception, "Booth {BoothId} could not tell its fair what happened", this.GetPrimaryKey());
        }
    }

    private void GaveUp(Exception? exception)
    {
        if (exception is null)
        {
            logger.LogWarning("Booth {BoothId} is owned by another activation; this one gives it up", this.GetPrimaryKey());
        }
        else
        {
            logger.LogError(exception, "Booth {BoothId} could not keep what happened and is read again from its rows", this.GetPrimaryKey());
        }

        DeactivateOnIdle();
    }
}
