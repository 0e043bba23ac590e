using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>Counts this host's crowd in a room; the room hears of it in sums, at most twice a second.</summary>
internal sealed class RoomAudience(ILiveRoomGrain grain, TimeProvider time)
{
    // More different cards than a room has: somebody makes them up.
    private const int MostCards = 128;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    // A room takes a host that says nothing for a minute for gone, with its viewers.
    private static readonly TimeSpan Sign = TimeSpan.FromSeconds(20);
    private static readonly string[] KnownSources = ["share", "home", "search", "qr"];

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, (int Views, int Clicks)> _cards = [];
    private readonly Dictionary<string, int> _sources = [];
    private AudienceDelta? _unconfirmed;

    // A room that was left and is watched again counts anew, under the same host: its numbers go on from the clock's.
    private long _number = time.GetUtcNow().ToUnixTimeMilliseconds();
    private long _reportedAt;
    private int _watchingReported;
    private int _joined;
    private int _left;
    private long _likes;
    private long _secondsStayed;

    public void Joined(string? from)
    {
        var source = Array.Find(KnownSources, known => known == from) ?? "direct";
        lock (_gate)
        {
            _joined++;
            _sources[source] = _sources.GetValueOrDefault(source) + 1;
        }
    }

    public void Left(long secondsStayed)
    {
        lock (_gate)
        {
            _left++;
            _secondsStayed += secondsStayed;
        }
    }

    public void Liked(int count) => Interlocked.Add(ref _likes, count);

    public void CardViewed(Guid cardId) => Count(cardId, 1, 0);

    public void CardOpened(Guid cardId) => Count(cardId, 0, 1);

    /// <summary>Sends what there is to say. A report that failed is repeated with its own number, so that the room counts it once.</summary>
    public async Task ReportAsync(Guid hostId, int watching)
    {
        if (time.GetElapsedTime(_reportedAt) < Interval || (_unconfirmed ??= Take(hostId, watching)) is not { } delta)
        {
            return;
        }

        _reportedAt = time.GetTimestamp();
        await grain.ReportAudience(delta);
        _unconfirmed = null;
    }

    private void Count(Guid cardId, int views, int clicks)
    {
        lock (_gate)
        {
            if (!_cards.TryGetValue(cardId, out var counted) && _cards.Count == MostCards)
            {
                return;
            }

            _cards[cardId] = (counted.Views + views, counted.Clicks + clicks);
        }
    }

    private AudienceDelta? Take(Guid hostId, int watching)
    {
        lock (_gate)
        {
            var likes = Interlocked.Exchange(ref _likes, 0);
            if (likes == 0 && _joined == 0 && _left == 0 && _cards.Count == 0 && watching == _watchingReported
                && (watching == 0 || time.GetElapsedTime(_reportedAt) < Sign))
            {
                return null;
            }

            var delta = new AudienceDelta
            {
                HostId = hostId,
                Number = ++_number,
                Watching = watching,
                Joined = _joined,
                Left = _left,
                Likes = likes,
                SecondsStayed = _secondsStayed,
                Cards = [.. _cards.Select(card => new CardActivity(card.Key, card.Value.Views, card.Value.Clicks))],
                Sources = [.. _sources.Select(source => new SourceCount(source.Key, source.Value))],
            };
            (_joined, _left, _secondsStayed, _watchingReported) = (0, 0, 0, watching);
            _cards.Clear();
            _sources.Clear();
            return delta;
        }
    }
}
