using System.Globalization;
using Pinchang.Contracts.Fairs;

namespace Pinchang.Domain.Fairs;

/// <summary>A booth's numbers, calls and talks as its facts leave them. Only <see cref="Apply"/> changes it.</summary>
public sealed class BoothQueue
{
    /// <summary>How many measured talks an estimate looks back on.</summary>
    private const int Remembered = 20;

    private readonly Dictionary<Guid, Place> _places = [];
    private readonly Dictionary<Guid, Talk> _talks = [];
    private readonly Dictionary<Guid, Talk> _openTalks = [];
    private readonly SortedDictionary<int, Place> _living = [];
    private readonly Dictionary<Guid, Place> _newestOf = [];
    private readonly Queue<TimeSpan> _cycles = [];
    private readonly HashSet<Guid> _tentative = [];
    private readonly Dictionary<Guid, int> _talksWith = [];
    private Pace? _pace;
    private int _highest;
    private int _waiting;
    private int _talksDone;
    private long _given;

    public BoothQueue(BoothPlan plan, BoothStanding standing, long epoch)
    {
        (Plan, Standing, Epoch) = (plan, standing, epoch);
        _given = epoch << 32;
    }

    public BoothPlan Plan { get; private set; }

    public BoothStanding Standing { get; private set; }

    public long Epoch { get; }

    /// <summary>The sequence of the newest fact; what shows the queue shows it too.</summary>
    public long Revision => _given;

    /// <summary>By number: the order in which they are called.</summary>
    public IEnumerable<Place> Living => _living.Values;

    public IReadOnlyCollection<Talk> OpenTalks => _openTalks.Values;

    public int Waiting => _waiting;

    public int TalksDone => _talksDone;

    public int NextNumber => _highest + 1;

    /// <summary>By the last talks that took place, from call to end.</summary>
    public Pace Pace => _pace ??= WaitEstimates.PaceOf(_cycles, Plan.Settings);

    public Place? FindPlace(Guid id) => _places.GetValueOrDefault(id);

    public Talk? FindTalk(Guid id) => _talks.GetValueOrDefault(id);

    /// <summary>The candidate's living number, or else its last one.</summary>
    public Place? NewestOf(Guid candidateId) => _newestOf.GetValueOrDefault(candidateId);

    public Talk? OpenTalkOf(Guid recruiterId) => OpenTalks.FirstOrDefault(talk => talk.RecruiterId == recruiterId);

    public int TalksWith(Guid candidateId) => _talksWith.GetValueOrDefault(candidateId);

    /// <summary>
    /// Whether a number or a call still waits for its claim: it holds its place in the order, but nobody may act on it, for
    /// it may turn out never to have been.
    /// </summary>
    public bool IsTentative(Guid id) => _tentative.Contains(id);

    /// <summary>How many wait and come before a number that waits. The last one, which is asked for most, is not counted but known.</summary>
    public int Before(Place place) => place.Number == _highest
        ? _waiting - 1
        : _living.Values.TakeWhile(other => other.Number < place.Number).Count(other => other.State == PlaceState.Waiting);

    /// <summary>Whether the fair is to report the person here: in the queue, in a talk, or on duty.</summary>
    public bool Concerns(Guid personId) =>
        NewestOf(personId) is { IsLiving: true } || Standing.OnDuty.Contains(personId) || OpenTalkOf(personId) is not null;

    public void Replan(BoothPlan plan) => (Plan, _pace) = (plan, null);

    /// <summary>As rows that were there before this activation.</summary>
    public void Restore(IEnumerable<Place> places, IEnumerable<Talk> talks)
    {
        foreach (var place in places)
        {
            Put(place);
        }

        foreach (var talk in talks.OrderBy(talk => talk.CalledAt))
        {
            Put(talk);
        }
    }

    /// <summary>Gives the fact the next place in the order and its rows the revision, and applies it.</summary>
    public BoothRecord Add(BoothFact fact, Guid? actorId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var sequence = ++_given;
        var record = new BoothRecord(sequence, now, actorId, fact with
        {
            Place = fact.Place is { } place ? place with { Revision = sequence } : null,
            Talk = fact.Talk is { } talk ? talk with { Revision = sequence } : null,
        });
        Apply(record.Fact);
        if (fact.ClaimsPlace || fact.ClaimsCandidate)
        {
            _tentative.UnionWith(record.Fact.Subjects);
        }

        return record;
    }

    public void Apply(BoothFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        if (fact.Place is { } place)
        {
            Put(place);
        }

        if (fact.Talk is { } talk)
        {
            Put(talk);
        }

        Standing = fact.Standing ?? Standing;
    }

    /// <summary>What the fact claimed is its own.</summary>
    public void Confirm(BoothRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        _tentative.ExceptWith(record.Fact.Subjects);
    }

    /// <summary>The claim was refused: as if the fact had not been. The number it gave out stays unused.</summary>
    public void TakeBack(BoothRecord record, Place? before)
    {
        Confirm(record);
        if (record.Fact.Talk is { } talk)
        {
            _talks.Remove(talk.Id);
            _openTalks.Remove(talk.Id);
        }

        if (record.Fact.Place is not { } place)
        {
            return;
        }

        if (before is not null)
        {
            Put(before);
            return;
        }

        Count(place.Id, -1);
        _places.Remove(place.Id);
        _living.Remove(place.Number);
        _newestOf.Remove(place.CandidateId);
        if (_places.Values.Where(earlier => earlier.CandidateId == place.CandidateId).MaxBy(earlier => earlier.Number) is { } newest)
        {
            _newestOf[place.CandidateId] = newest;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_living.Count} numbers, {_openTalks.Count} talks");

    private void Put(Place place)
    {
        Count(place.Id, -1);
        _places[place.Id] = place;
        Count(place.Id, 1);
        _highest = Math.Max(_highest, place.Number);
        if (place.IsLiving)
        {
            _living[place.Number] = place;
        }
        else
        {
            _living.Remove(place.Number);
        }

        if (!_newestOf.TryGetValue(place.CandidateId, out var known) || known.Number <= place.Number)
        {
            _newestOf[place.CandidateId] = place;
        }
    }

    private void Count(Guid placeId, int times)
    {
        if (_places.GetValueOrDefault(placeId) is { State: PlaceState.Waiting })
        {
            _waiting += times;
        }
    }

    private void Put(Talk talk)
    {
        var ends = talk is { IsOpen: false, StartedAt: not null } && _talks.GetValueOrDefault(talk.Id) is not { IsOpen: false };
        _talks[talk.Id] = talk;
        if (talk.IsOpen)
        {
            _openTalks[talk.Id] = talk;
        }
        else
        {
            _openTalks.Remove(talk.Id);
        }

        if (!ends)
        {
            return;
        }

        _talksDone++;
        _pace = null;
        _talksWith[talk.CandidateId] = TalksWith(talk.CandidateId) + 1;
        _cycles.Enqueue(talk.EndedAt!.Value - talk.CalledAt);
        while (_cycles.Count > Remembered)
        {
            _cycles.Dequeue();
        }
    }
}
