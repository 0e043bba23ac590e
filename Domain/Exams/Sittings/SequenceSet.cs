namespace Pinchang.Domain.Exams.Sittings;

/// <summary>Which numbers of an epoch were received: all of 1…<see cref="Through"/>, and some beyond while requests overtake each other.</summary>
public sealed class SequenceSet
{
    private readonly SortedSet<long> _beyond = [];

    public SequenceSet(long through = 0, params IEnumerable<long> beyond)
    {
        Through = through;
        foreach (var sequence in beyond)
        {
            Add(sequence);
        }
    }

    public long Through { get; private set; }

    public bool Contains(long sequence) => sequence <= Through || _beyond.Contains(sequence);

    public void Add(long sequence)
    {
        if (sequence > Through + 1)
        {
            _beyond.Add(sequence);
            return;
        }

        Through = Math.Max(Through, sequence);
        while (_beyond.Count > 0 && _beyond.Min <= Through + 1)
        {
            Through = Math.Max(Through, _beyond.Min);
            _beyond.Remove(_beyond.Min);
        }
    }

    /// <summary><see cref="Through"/> as it will be when these are in.</summary>
    public long ThroughWith(IEnumerable<long> more)
    {
        var coming = more.ToHashSet();
        var through = Through;
        while (_beyond.Contains(through + 1) || coming.Contains(through + 1))
        {
            through++;
        }

        return through;
    }

    /// <summary>How many of 1…<paramref name="last"/> were not received.</summary>
    public long MissingUntil(long last) => Math.Max(0, last - Through - _beyond.Count(sequence => sequence <= last));
}
