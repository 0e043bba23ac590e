using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.ExamGrains.Invigilation;

/// <summary>
/// The candidates of a sitting, and of which of them anything may be different: those who were heard of, and those whose next moment has
/// come. Of ten thousand, most are neither twice a second.
/// </summary>
internal sealed class CandidateSights
{
    private readonly Dictionary<Guid, Entry> _entries = [];

    public IEnumerable<CandidateSight> All => _entries.Values.Select(entry => entry.Sight);

    public CandidateSight? Find(Guid sessionId) => _entries.TryGetValue(sessionId, out var entry) ? entry.Sight : null;

    public void Set(CandidateSight sight)
    {
        if (_entries.TryGetValue(sight.SessionId, out var entry))
        {
            (entry.Sight, entry.LookAt) = (sight, null);
        }
        else
        {
            _entries[sight.SessionId] = new(sight);
        }
    }

    public void Change(Guid? sessionId, Func<CandidateSight, CandidateSight> change)
    {
        if (sessionId is not { } one)
        {
            foreach (var entry in _entries.Values)
            {
                (entry.Sight, entry.LookAt) = (change(entry.Sight), null);
            }
        }
        else if (_entries.TryGetValue(one, out var entry))
        {
            (entry.Sight, entry.LookAt) = (change(entry.Sight), null);
        }
    }

    /// <summary>To be looked at with the next tick.</summary>
    public void Touch(IEnumerable<Guid> sessionIds)
    {
        foreach (var id in sessionIds)
        {
            if (_entries.TryGetValue(id, out var entry))
            {
                entry.LookAt = null;
            }
        }
    }

    /// <summary>Keeps those whom the rows have, and no others.</summary>
    public void Replace(IEnumerable<CandidateSight> read)
    {
        var sights = read.ToDictionary(sight => sight.SessionId);
        foreach (var gone in _entries.Keys.Where(id => !sights.ContainsKey(id)).ToArray())
        {
            _entries.Remove(gone);
        }

        foreach (var sight in sights.Values)
        {
            Set(sight);
        }
    }

    /// <summary>Those to look at now; each is looked at again when it is heard of or its next moment comes.</summary>
    public List<CandidateSight> TakeDue(SittingWatch watch, DateTimeOffset now)
    {
        List<CandidateSight> due = [];
        foreach (var entry in _entries.Values)
        {
            if (entry.LookAt is null || entry.LookAt <= now)
            {
                due.Add(entry.Sight);
                entry.LookAt = WatchRules.NextMoment(entry.Sight, watch, now) ?? DateTimeOffset.MaxValue;
            }
        }

        return due;
    }

    private sealed class Entry(CandidateSight sight)
    {
        public CandidateSight Sight { get; set; } = sight;

        /// <summary>Null: with the next tick.</summary>
        public DateTimeOffset? LookAt { get; set; }
    }
}
