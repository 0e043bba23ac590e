using Pinchang.Contracts.Fairs;

namespace Pinchang.Domain.Fairs;

/// <summary>
/// Who is at a fair and who is in a call or talk, as hosts, booths and rows say it; never kept. Each change answers with
/// those whom it changed.
/// </summary>
public sealed class FairAttendance
{
    private readonly Dictionary<Guid, HashSet<Guid>> _hosts = [];
    private readonly Dictionary<Guid, int> _hostsOf = [];
    private readonly Dictionary<Guid, DateTimeOffset> _seen = [];
    private readonly Dictionary<Guid, long> _spoke = [];
    private Dictionary<Guid, Guid> _taken = [];

    public int Online => _hostsOf.Count;

    /// <summary>How many times booths have spoken: what is read from rows counts from before it was asked for.</summary>
    public long Heard { get; private set; }

    /// <summary>A host says all the people that it has.</summary>
    public Guid[] Renew(Guid hostId, IReadOnlyCollection<Guid> people, DateTimeOffset now)
    {
        var before = _hosts.GetValueOrDefault(hostId) ?? [];
        _hosts[hostId] = before;
        var changed = people.Except(before).Concat(before.Except(people)).ToArray();
        return [.. changed.Where(person => Move(before, person, !before.Contains(person), now))];
    }

    /// <summary>Nothing, of a host that is not known: it will say all that it has.</summary>
    public Guid[] Note(Guid hostId, Guid personId, bool present, DateTimeOffset now) =>
        _hosts.TryGetValue(hostId, out var people) && Move(people, personId, present, now) ? [personId] : [];

    public Guid[] Drop(Guid hostId, DateTimeOffset now)
    {
        var gone = Renew(hostId, [], now);
        _hosts.Remove(hostId);
        return gone;
    }

    /// <summary>A booth says all that are in a call or talk there. Told to others only: it knows its own.</summary>
    /// <param name="fromElsewhere">Those of them whom another booth had just before.</param>
    public Guid[] Take(Guid boothId, Guid[] taken, out Guid[] fromElsewhere)
    {
        _spoke[boothId] = ++Heard;
        var freed = _taken.Where(one => one.Value == boothId && !taken.Contains(one.Key)).Select(one => one.Key).ToArray();
        var newly = taken.Where(person => _taken.GetValueOrDefault(person) != boothId).ToArray();
        fromElsewhere = [.. newly.Where(_taken.ContainsKey)];
        Array.ForEach(freed, person => _taken.Remove(person));
        Array.ForEach(newly, person => _taken[person] = boothId);
        return [.. freed, .. newly];
    }

    /// <summary>The rows are right where what was heard is not, except for booths that spoke since they were asked for.</summary>
    public Guid[] Correct(IReadOnlyDictionary<Guid, Guid> rows, long heard)
    {
        ArgumentNullException.ThrowIfNull(rows);
        bool SpokeSince(Guid boothId) => _spoke.GetValueOrDefault(boothId) > heard;
        var before = _taken;
        _taken = rows.Where(row => !SpokeSince(row.Value)).ToDictionary();
        foreach (var (person, booth) in before.Where(one => SpokeSince(one.Value)))
        {
            _taken[person] = booth;
        }

        return [.. before.Keys.Union(_taken.Keys).Where(person => before.GetValueOrDefault(person) != _taken.GetValueOrDefault(person))];
    }

    public AttendanceChange Of(Guid personId, DateTimeOffset now)
    {
        var present = _hostsOf.ContainsKey(personId);
        return new(
            personId,
            present,
            present ? now : _seen.GetValueOrDefault(personId, DateTimeOffset.MinValue),
            _taken.TryGetValue(personId, out var booth) ? booth : null);
    }

    private bool Move(HashSet<Guid> people, Guid personId, bool present, DateTimeOffset now)
    {
        if (!(present ? people.Add(personId) : people.Remove(personId)))
        {
            return false;
        }

        // They were there until just now, or are.
        _seen[personId] = now;
        var hosts = _hostsOf.GetValueOrDefault(personId) + (present ? 1 : -1);
        if (hosts == 0)
        {
            _hostsOf.Remove(personId);
        }
        else
        {
            _hostsOf[personId] = hosts;
        }

        return true;
    }
}
