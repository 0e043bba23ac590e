using Pinchang.Contracts.Fairs;
using Pinchang.Domain.Fairs;
using static Pinchang.Grains.Tests.RoomSilo;

namespace Pinchang.Grains.Tests.Fairs;

/// <summary>The rows of one fair with two booths, in memory, by the statement's own rules: an epoch, a claim, all of a fact or none.</summary>
internal sealed class FairRows : IBoothStore, IBoothLog, IFairClaims
{
    public static readonly Guid FairId = Id(800);
    public static readonly Guid BoothId = Id(900);
    public static readonly Guid OtherBoothId = Id(901);
    public static readonly Guid Recruiter = Id(1);
    public static readonly Guid OtherRecruiter = Id(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, BoothPlan> _plans;
    private readonly Dictionary<Guid, BoothStanding> _standings;
    private readonly Dictionary<Guid, long> _epochs = [];
    private readonly Dictionary<Guid, Place> _places = [];
    private readonly Dictionary<Guid, Talk> _talks = [];

    public FairRows(DateTimeOffset opens)
    {
        _plans = new() { [BoothId] = PlanOf(BoothId, Recruiter, opens), [OtherBoothId] = PlanOf(OtherBoothId, OtherRecruiter, opens) };
        _standings = _plans.Values.ToDictionary(plan => plan.BoothId, plan => new BoothStanding(BoothState.Open, null, opens, plan.StaffIds));
    }

    public bool IsFull => false;

    /// <summary>How many activations have taken the booth.</summary>
    public long EpochOf(Guid boothId)
    {
        lock (_gate)
        {
            return _epochs.GetValueOrDefault(boothId);
        }
    }

    public Place[] PlacesAt(Guid boothId)
    {
        lock (_gate)
        {
            return [.. _places.Values.Where(place => place.BoothId == boothId).OrderBy(place => place.Number)];
        }
    }

    /// <summary>What the organiser changed in the database.</summary>
    public void Replan(Func<BoothPlan, BoothPlan> change)
    {
        lock (_gate)
        {
            foreach (var (id, plan) in _plans.ToArray())
            {
                _plans[id] = change(plan);
            }
        }
    }

    public Task<WokenBooth?> WakeAsync(Guid boothId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (!_plans.TryGetValue(boothId, out var plan))
            {
                return Task.FromResult<WokenBooth?>(null);
            }

            var epoch = _epochs[boothId] = _epochs.GetValueOrDefault(boothId) + 1;
            return Task.FromResult<WokenBooth?>(new(
                plan,
                _standings[boothId],
                epoch,
                [.. _places.Values.Where(place => place.BoothId == boothId)],
                [.. _talks.Values.Where(talk => talk.BoothId == boothId)]));
        }
    }

    public Task<BoothPlan?> ReadPlanAsync(Guid boothId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult(_plans.GetValueOrDefault(boothId));
        }
    }

    public Task<Kept> KeepAsync(BoothOwner owner, BoothRecord record)
    {
        lock (_gate)
        {
            return Task.FromResult(Keep(owner, record.Fact));
        }
    }

    public Task<Kept> SayAsync(BoothOwner owner, long sequence, TalkMessage message)
    {
        lock (_gate)
        {
            return Task.FromResult(_epochs[owner.BoothId] == owner.Epoch ? Kept.Durable : Kept.Overtaken);
        }
    }

    public Task<IReadOnlyDictionary<Guid, Guid>> ReadTakenAsync(Guid fairId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyDictionary<Guid, Guid>>(
                _talks.Values.Where(talk => talk.IsOpen).ToDictionary(talk => talk.CandidateId, talk => talk.BoothId));
        }
    }

    private Kept Keep(BoothOwner owner, BoothFact fact)
    {
        if (_epochs[owner.BoothId] != owner.Epoch)
        {
            return Kept.Overtaken;
        }

        if ((fact.ClaimsCandidate && _talks.Values.Any(talk => talk.IsOpen && talk.CandidateId == fact.Talk!.CandidateId))
            || (fact.ClaimsPlace && _places.Values.Any(place => place.IsLiving && place.CandidateId == fact.Place!.CandidateId && place.Slot == fact.Place.Slot)))
        {
            return Kept.Claimed;
        }

        if (fact.Place is { } place)
        {
            _places[place.Id] = place;
        }

        if (fact.Talk is { } talk)
        {
            _talks[talk.Id] = talk;
        }

        _standings[owner.BoothId] = fact.Standing ?? _standings[owner.BoothId];
        return Kept.Durable;
    }

    private static BoothPlan PlanOf(Guid boothId, Guid recruiter, DateTimeOffset opens) => new()
    {
        BoothId = boothId,
        FairId = FairId,
        EmployerId = Id(700),
        EmployerName = "示范智能",
        Fair = FairState.Published,
        OpensAt = opens,
        ClosesAt = opens.AddHours(6),
        Settings = new() { GraceMinutes = 2 },
        StaffIds = [recruiter],
    };
}
