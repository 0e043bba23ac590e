using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Domain.LiveRooms;

/// <summary>
/// Items on their way to the room: in the order of their numbers, and none before it is durable where it must be.
/// Keeps the latest ones for those who missed something.
/// </summary>
public sealed class RoomFeed(int remembered = 2_000)
{
    private readonly Queue<Pending> _pending = [];
    private readonly List<FeedItem> _told = [];

    /// <summary>The sequence of the last item that was cut; 0 at the session's start.</summary>
    public long Latest { get; private set; }

    /// <summary>Everything that was added has been cut.</summary>
    public bool IsEmpty => _pending.Count == 0;

    public bool HasReady => _pending.TryPeek(out var first) && first.IsReady;

    /// <summary>Whether an item that must arrive could go out now.</summary>
    public bool HasReadyMust => _pending.TakeWhile(pending => pending.IsReady).Any(pending => pending.Item.IsMust);

    /// <summary>Adds an item; it goes out once <see cref="Pending.IsReady"/> holds for it and for all before it.</summary>
    public Pending Add(FeedItem item, bool ready)
    {
        var pending = new Pending(item) { IsReady = ready };
        _pending.Enqueue(pending);
        return pending;
    }

    /// <summary>Items up to this sequence may be missing here and lie in the rows.</summary>
    public long Floor { get; private set; }

    /// <summary>Items that were told before this activation, in order; those up to the floor are not all there.</summary>
    public void Remember(IEnumerable<FeedItem> items, long floor)
    {
        Floor = floor;
        foreach (var item in items)
        {
            Latest = item.Sequence;
            if (item.Sequence > floor)
            {
                _told.Add(item);
            }
        }

        Trim();
    }

    /// <summary>Takes all items that may go out now.</summary>
    public FeedItem[] Cut()
    {
        var items = new List<FeedItem>();
        while (_pending.TryPeek(out var first) && first.IsReady)
        {
            items.Add(_pending.Dequeue().Item);
        }

        if (items.Count > 0)
        {
            _told.AddRange(items);
            Latest = items[^1].Sequence;
            Trim();
        }

        return [.. items];
    }

    /// <summary>At most <paramref name="take"/> items after a sequence, or null when some of them lie in the rows only.</summary>
    public FeedItem[]? Read(long after, int take) =>
        after < Floor ? null : [.. _told.Skip(FirstAfter(after)).Take(take)];

    private int FirstAfter(long sequence)
    {
        var (low, high) = (0, _told.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _told[middle].Sequence > sequence ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>Trims in steps, so that a long-lived list is not shifted at each item.</summary>
    private void Trim()
    {
        if (_told.Count >= remembered * 2)
        {
            Floor = _told[^(remembered + 1)].Sequence;
            _told.RemoveRange(0, _told.Count - remembered);
        }
    }

    /// <summary>An item that was added and not cut yet.</summary>
    public sealed class Pending(FeedItem item)
    {
        public FeedItem Item { get; } = item;

        public bool IsReady { get; set; }
    }
}
