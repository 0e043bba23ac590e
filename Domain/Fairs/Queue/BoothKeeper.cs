using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;

namespace Pinchang.Domain.Fairs;

/// <summary>
/// Keeps a booth: a decision is taken and applied between two awaits, answered when it is durable, taken back when its
/// claim was refused, and the whole state given up when it ran ahead of rows that another activation owns.
/// </summary>
public sealed class BoothKeeper(WokenBooth woken, Attendance attendance, IBoothLog log, TimeProvider time)
{
    private const int MostTries = 50;

    private readonly BoothOwner _owner = new(woken.Plan.BoothId, woken.Epoch);
    private readonly Dictionary<Guid, Task> _claims = [];
    private Task<bool> _kept = Task.FromResult(true);

    public BoothQueue Queue { get; } = Restored(woken);

    public Attendance Attendance { get; } = attendance;

    /// <summary>The state is ahead of the rows: nothing more may be decided on it.</summary>
    public bool IsLost { get; private set; }

    /// <summary>All that was decided so far is durable or given up.</summary>
    public Task<bool> AllKept => _kept;

    /// <summary>Called with what has just become durable.</summary>
    public Action<IReadOnlyList<BoothRecord>> Happened { get; init; } = _ => { };

    public Action<Exception?> Lost { get; init; } = _ => { };

    private DateTimeOffset Now => time.GetUtcNow();

    /// <param name="subjectId">The number or talk it is about: while that waits for its claim, this waits too.</param>
    /// <param name="claimed">What it means when another booth holds what the decision claims.</param>
    public async Task<Outcome<QueueDecision>> DecideAsync(
        Func<BoothQueue, Outcome<QueueDecision>> decide, BoothActor? actor, Guid? subjectId = null, Refusal? claimed = null)
    {
        while (subjectId is { } subject && _claims.TryGetValue(subject, out var claim))
        {
            await claim;
        }

        if (!MayKeep())
        {
            return CommonRefusals.Unavailable;
        }

        if (actor is not null)
        {
            Attendance.Seen(actor.UserId, Now);
        }

        var outcome = decide(Queue);
        if (outcome.Value is not { } decision)
        {
            return outcome;
        }

        if (decision.Facts.Length == 0)
        {
            // What a repeat repeats may still be on its way to the disk.
            return await _kept ? decision : CommonRefusals.Unavailable;
        }

        return await KeepAsync(decision.Facts, actor?.UserId) switch
        {
            Kept.Durable => decision,
            Kept.Claimed => claimed ?? CommonRefusals.Unavailable,
            _ => CommonRefusals.Unavailable,
        };
    }

    /// <summary>The next that can be claimed: whoever turns out to be in another call is passed over, and nobody waits for that.</summary>
    public async Task<Outcome<QueueDecision>> CallAsync(CallNext command, bool asked = true)
    {
        for (var tries = 0; ; tries++)
        {
            var outcome = await DecideAsync(
                queue => CallRules.Call(queue, command, Attendance, Now, asked), asked ? command.Actor : null, command.TalkId, FairRefusals.CandidateTaken);
            if (outcome.Refusal?.Code != FairRefusals.CandidateTaken.Code || tries == MostTries)
            {
                return outcome;
            }
        }
    }

    /// <summary>Does what is due: calls lapse, talks end, the long gone lose their numbers, shut halls send home.</summary>
    public async Task PassTimeAsync()
    {
        foreach (var id in Queue.OpenTalks.Select(talk => talk.Id).ToArray())
        {
            // Read again at each step: while one write is awaited, others decide.
            if (Queue.FindTalk(id) is not { IsOpen: true } talk || Queue.IsTentative(id))
            {
                continue;
            }

            if (CallRules.Miss(Queue, talk, Attendance, Now) is { } missed)
            {
                await KeepDueAsync(missed);
                await CallOnAsync(talk);
            }
            else if (TalkRules.EndByItself(Queue, talk, Attendance, Now) is { } ended)
            {
                await KeepDueAsync(ended);
            }
        }

        while (IsShut() && MayKeep() && QueueRules.Shut(Queue, Now).FirstOrDefault() is { } closed)
        {
            await KeepDueAsync(closed);
        }

        foreach (var id in Queue.Living.Select(place => place.Id).ToArray())
        {
            if (Queue.FindPlace(id) is { } place && !Queue.IsTentative(id) && QueueRules.Lose(Queue, place, Attendance, Now) is { } lost)
            {
                await KeepDueAsync(lost);
            }
        }
    }

    /// <summary>Nobody answered the call: the next one is called for the same recruiter, as long as it is there itself.</summary>
    public async Task CallOnAsync(Talk missed)
    {
        var now = Now;
        if (Attendance.Of(missed.RecruiterId, QueueRules.GraceOf(Queue), now) == Presence.Online)
        {
            var actor = new BoothActor(missed.RecruiterId, missed.RecruiterName, Recruits: true, Runs: false, now);
            await CallAsync(new(actor, Guid.CreateVersion7(now)), asked: false);
        }
    }

    private async Task KeepDueAsync(BoothFact fact)
    {
        if (MayKeep())
        {
            await KeepAsync([fact], actorId: null);
        }
    }

    private bool MayKeep() => !IsLost && !log.IsFull;

    /// <summary>An answer that was received before the halls shut may still be on its way.</summary>
    private bool IsShut() => Queue.Standing.State == BoothState.Closed || Queue.Plan.IsOverAt(Now - CallRules.Slack);

    private async Task<Kept> KeepAsync(BoothFact[] facts, Guid? actorId)
    {
        var now = Now;
        var befores = new Place?[facts.Length];
        var records = new BoothRecord[facts.Length];
        for (var i = 0; i < facts.Length; i++)
        {
            befores[i] = facts[i].Place is { } place ? Queue.FindPlace(place.Id) : null;
            records[i] = Queue.Add(facts[i], actorId, now);
        }

        var writes = WriteAsync(records);
        _kept = BothAsync(_kept, writes);
        var verdict = await HoldAsync(records[0], befores[0], writes);
        if (verdict == Kept.Durable)
        {
            Happened(records);
        }

        return verdict;
    }

    /// <summary>Until the claim is settled, what it claims is tentative, and whoever would act on it waits.</summary>
    private async Task<Kept> HoldAsync(BoothRecord record, Place? before, Task<Kept> write)
    {
        if (!record.Fact.ClaimsPlace && !record.Fact.ClaimsCandidate)
        {
            return await write;
        }

        var settled = SettleAsync(record, before, write);
        if (!settled.IsCompleted)
        {
            foreach (var subject in record.Fact.Subjects)
            {
                _claims[subject] = settled;
            }
        }

        return await settled;
    }

    private async Task<Kept> SettleAsync(BoothRecord record, Place? before, Task<Kept> write)
    {
        var verdict = await write;
        foreach (var subject in record.Fact.Subjects)
        {
            _claims.Remove(subject);
        }

        if (verdict == Kept.Durable)
        {
            Queue.Confirm(record);
        }
        else if (verdict == Kept.Claimed)
        {
            Queue.TakeBack(record, before);
            if (record.Fact is { ClaimsCandidate: true, Talk: { } talk })
            {
                // By whom is not known yet; the fair says so, or that it is free again.
                Attendance.Taken(talk.CandidateId, Guid.Empty, Now);
            }
        }

        return verdict;
    }

    private async Task<Kept> WriteAsync(BoothRecord[] records)
    {
        try
        {
            var verdicts = await Task.WhenAll(records.Select(record => log.KeepAsync(_owner, record)));
            if (!verdicts.Contains(Kept.Overtaken))
            {
                return verdicts.Contains(Kept.Claimed) ? Kept.Claimed : Kept.Durable;
            }

            GiveUp(null);
        }
        catch (Exception exception)
        {
            GiveUp(exception);
        }

        return Kept.Overtaken;
    }

    private void GiveUp(Exception? why)
    {
        if (!IsLost)
        {
            IsLost = true;
            Lost(why);
        }
    }

    private static async Task<bool> BothAsync(Task<bool> earlier, Task<Kept> later)
    {
        var kept = await later;
        return await earlier && kept != Kept.Overtaken;
    }

    private static BoothQueue Restored(WokenBooth woken)
    {
        var queue = new BoothQueue(woken.Plan, woken.Standing, woken.Epoch);
        queue.Restore(woken.Places, woken.Talks);
        return queue;
    }
}
