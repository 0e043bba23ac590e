namespace Pinchang.Domain.LiveRooms;

/// <summary>When each person spoke lately. Bounded: whoever was silent longer than anything asks for is forgotten.</summary>
public sealed class ChatPace
{
    private const int ForgetAbove = 4_096;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(6);
    private readonly Dictionary<Guid, Queue<DateTimeOffset>> _spoken = [];

    public void Note(Guid userId, DateTimeOffset now, int keep)
    {
        if (!_spoken.TryGetValue(userId, out var times))
        {
            Forget(now);
            _spoken[userId] = times = [];
        }

        times.Enqueue(now);
        while (times.Count > keep)
        {
            times.Dequeue();
        }
    }

    /// <summary>How long until the person may speak again, when at most <paramref name="lines"/> fit in <paramref name="window"/>.</summary>
    public TimeSpan WaitFor(Guid userId, DateTimeOffset now, int lines, TimeSpan window)
    {
        if (!_spoken.TryGetValue(userId, out var times) || times.Count < lines)
        {
            return TimeSpan.Zero;
        }

        var oldest = times.ElementAt(times.Count - lines);
        return oldest + window > now ? oldest + window - now : TimeSpan.Zero;
    }

    private void Forget(DateTimeOffset now)
    {
        if (_spoken.Count < ForgetAbove)
        {
            return;
        }

        foreach (var (userId, times) in _spoken.ToArray())
        {
            if (times.Last() + Longest < now)
            {
                _spoken.Remove(userId);
            }
        }
    }
}
