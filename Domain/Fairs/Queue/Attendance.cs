using Pinchang.Contracts.Fairs;

namespace Pinchang.Domain.Fairs;

/// <summary>
/// Who is there, as sockets and requests show it; never kept. After a restart everybody counts as seen just then, so that
/// a fault of the server costs nobody the number.
/// </summary>
public sealed class Attendance(DateTimeOffset wokenAt)
{
    /// <summary>Without a socket a person counts as there for so long after the last sign.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private readonly Dictionary<Guid, AttendanceChange> _people = [];

    public void Note(AttendanceChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var seen = _people.TryGetValue(change.PersonId, out var known) && known.SeenAt > change.SeenAt ? known.SeenAt : change.SeenAt;
        _people[change.PersonId] = change with { SeenAt = seen };
    }

    /// <summary>The person asked for something: a sign of life.</summary>
    public void Seen(Guid personId, DateTimeOffset now) =>
        _people[personId] = (_people.GetValueOrDefault(personId) ?? new(personId, false, now, null)) with { SeenAt = now };

    /// <summary>Called or talking at another booth; who says so corrects it.</summary>
    public void Taken(Guid personId, Guid? boothId, DateTimeOffset now) =>
        _people[personId] = (_people.GetValueOrDefault(personId) ?? new(personId, false, now, null)) with { TakenBy = boothId };

    public Guid? TakenBy(Guid personId) => _people.GetValueOrDefault(personId)?.TakenBy;

    /// <summary>When the person was last there; now while it is.</summary>
    public DateTimeOffset SeenAt(Guid personId, DateTimeOffset now)
    {
        var known = _people.GetValueOrDefault(personId);
        if (known is { Present: true })
        {
            return now;
        }

        return known is not null && known.SeenAt > wokenAt ? known.SeenAt : wokenAt;
    }

    public Presence Of(Guid personId, TimeSpan grace, DateTimeOffset now)
    {
        var gone = now - SeenAt(personId, now);
        return gone < Silence ? Presence.Online : gone < grace ? Presence.Away : Presence.Lost;
    }

    public void Forget(IReadOnlySet<Guid> allBut)
    {
        foreach (var person in _people.Keys.Where(person => !allBut.Contains(person)).ToArray())
        {
            _people.Remove(person);
        }
    }
}
