using Pinchang.Contracts.Fairs;
using Pinchang.Domain.Fairs;

namespace Pinchang.Domain.Tests.Fairs;

/// <summary>
/// The rows of a few booths, and writes that wait until the simulation lets them through, keeps them without an answer, or
/// forgets them. The rules are the statement's own: an epoch, a claim, all rows of a fact or none.
/// </summary>
internal sealed class CrashingRows : IBoothLog
{
    private readonly Dictionary<Guid, long> _epochs = [];
    private readonly Dictionary<Guid, BoothStanding> _standings = [];
    private readonly Queue<Pending> _pending = [];

    public Dictionary<Guid, Place> Places { get; } = [];

    public Dictionary<Guid, Talk> Talks { get; } = [];

    public List<(Guid BoothId, BoothRecord Record)> Happened { get; } = [];

    public bool IsFull => false;

    public int Waiting => _pending.Count;

    /// <summary>Called with each record as it is given, before it is durable.</summary>
    public Action<Guid, BoothRecord> Given { get; set; } = (_, _) => { };

    public void Open(BoothPlan plan, BoothStanding standing) => _standings[plan.BoothId] = standing;

    public WokenBooth Wake(BoothPlan plan)
    {
        var epoch = _epochs[plan.BoothId] = _epochs.GetValueOrDefault(plan.BoothId) + 1;
        var places = Places.Values.Where(place => place.BoothId == plan.BoothId).ToArray();
        return new(
            plan, _standings[plan.BoothId], epoch, places,
            [.. Talks.Values.Where(talk => talk.BoothId == plan.BoothId)]);
    }

    public Task<Kept> KeepAsync(BoothOwner owner, BoothRecord record)
    {
        Given(owner.BoothId, record);
        var pending = new Pending(owner, record, new());
        _pending.Enqueue(pending);
        return pending.Answer.Task;
    }

    public Task<Kept> SayAsync(BoothOwner owner, long sequence, TalkMessage message) => Task.FromResult(Kept.Durable);

    /// <summary>The next write becomes durable; whoever waits for it hears of it, or has died in between.</summary>
    public void Commit(bool answered = true)
    {
        var pending = _pending.Dequeue();
        var verdict = Write(pending);
        if (answered)
        {
            pending.Answer.SetResult(verdict);
        }
    }

    /// <summary>The process dies: what waits of a booth is gone and nobody hears anything.</summary>
    public void Forget(Guid boothId)
    {
        var others = _pending.Where(pending => pending.Owner.BoothId != boothId).ToArray();
        _pending.Clear();
        foreach (var other in others)
        {
            _pending.Enqueue(other);
        }
    }

    private Kept Write(Pending pending)
    {
        var fact = pending.Record.Fact;
        if (_epochs[pending.Owner.BoothId] != pending.Owner.Epoch)
        {
            return Kept.Overtaken;
        }

        if ((fact.ClaimsCandidate && Talks.Values.Any(talk => talk.IsOpen && talk.CandidateId == fact.Talk!.CandidateId))
            || (fact.ClaimsPlace && Places.Values.Any(place => place.IsLiving && place.CandidateId == fact.Place!.CandidateId
                && (place.Slot == fact.Place.Slot || place.BoothId == fact.Place.BoothId))))
        {
            return Kept.Claimed;
        }

        if (fact.Place is { } place)
        {
            Places[place.Id] = place;
        }

        if (fact.Talk is { } talk)
        {
            Talks[talk.Id] = talk;
        }

        _standings[pending.Owner.BoothId] = fact.Standing ?? _standings[pending.Owner.BoothId];
        Happened.Add((pending.Owner.BoothId, pending.Record));
        return Kept.Durable;
    }

    private sealed record Pending(BoothOwner Owner, BoothRecord Record, TaskCompletionSource<Kept> Answer);
}
