using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>The latest items of a room's feed, for viewers who missed some.</summary>
internal sealed class FeedRing(Guid roomId)
{
    private const int Capacity = 1024;

    /// <summary>So many missed lines of chat are still worth sending; of the others only what must arrive.</summary>
    private const int MostOptional = 100;

    private readonly FeedItem[] _items = new FeedItem[Capacity];
    private long _added;

    /// <summary>The sequence before the oldest item kept.</summary>
    public long After { get; private set; }

    public long Latest { get; private set; }

    public bool IsEmpty => _added == 0;

    /// <summary>Whether it is known up to where the feed was heard.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Nothing of the feed is here; from this sequence on all will be.</summary>
    public void Open(long latest)
    {
        if (!IsOpen)
        {
            (After, Latest, IsOpen) = (latest, latest, true);
        }
    }

    public void Add(FeedBatch batch)
    {
        if (IsEmpty || batch.After != Latest)
        {
            // What lies between is not here: whoever needs it asks the room itself.
            _added = 0;
            After = Latest = batch.After;
            IsOpen = true;
        }

        foreach (var item in batch.Items)
        {
            var at = _added++ % Capacity;
            After = _added > Capacity ? _items[at].Sequence : After;
            _items[at] = item;
            Latest = item.Sequence;
        }
    }

    /// <summary>
    /// Everything after <paramref name="cursor"/> as one batch; null when there is nothing. Of many missed items those that must arrive and
    /// the newest others are kept and the rest is counted as skipped, so that a viewer's cursor always ends at the latest.
    /// </summary>
    public FeedBatch? Since(long cursor)
    {
        if (IsEmpty || cursor >= Latest)
        {
            return null;
        }

        var missed = Kept().Where(item => item.Sequence > cursor).ToArray();
        var optional = missed.Count(item => !item.IsMust);
        var skipped = Math.Max(0, optional - MostOptional);
        var left = skipped;
        return new FeedBatch
        {
            RoomId = roomId,
            After = Math.Max(cursor, After),
            Items = skipped == 0 ? missed : [.. missed.Where(item => item.IsMust || --left < 0)],
            Skipped = cursor < After ? 0 : skipped,
        };
    }

    private IEnumerable<FeedItem> Kept()
    {
        for (var i = Math.Max(0, _added - Capacity); i < _added; i++)
        {
            yield return _items[i % Capacity];
        }
    }
}
