using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Domain.LiveRooms;

/// <summary>
/// Sums what the hosts counted. Each report is taken once per host and number, and the numbers are kept with the sums,
/// so a report that is sent again after a crash adds nothing.
/// </summary>
public sealed class Audience
{
    /// <summary>A host that said nothing for this long has no viewers any more.</summary>
    public static readonly TimeSpan HostExpiry = TimeSpan.FromSeconds(60);

    private const string OtherSource = "direct";
    private static readonly HashSet<string> KnownSources = ["share", "home", "search", "qr", OtherSource];

    private readonly Dictionary<Guid, HostCount> _hosts = [];
    private readonly Dictionary<Guid, CardActivity> _cards = [];
    private readonly SortedDictionary<string, int> _sources = new(StringComparer.Ordinal);
    private RoomFigures _sums = RoomFigures.None;

    /// <summary>False when the report was taken before.</summary>
    public bool Take(AudienceDelta delta, bool onAir, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(delta);
        if (_hosts.TryGetValue(delta.HostId, out var host) && delta.Number <= host.Number)
        {
            return false;
        }

        _hosts[delta.HostId] = new(delta.Number, Math.Max(0, delta.Watching), now);
        _sums = _sums with
        {
            Visits = _sums.Visits + Math.Max(0, delta.Joined),
            Likes = _sums.Likes + Math.Max(0, delta.Likes),
            SecondsStayed = _sums.SecondsStayed + Math.Max(0, delta.SecondsStayed),
            Left = _sums.Left + Math.Max(0, delta.Left),
            Peak = onAir ? Math.Max(_sums.Peak, Watching(now)) : _sums.Peak,
        };
        foreach (var activity in delta.Cards)
        {
            var (views, clicks) = CardActivity(activity.CardId);
            _cards[activity.CardId] = new(activity.CardId, views + Math.Max(0, activity.Views), clicks + Math.Max(0, activity.Clicks));
        }

        foreach (var source in delta.Sources)
        {
            var name = KnownSources.Contains(source.Source) ? source.Source : OtherSource;
            _sources[name] = _sources.GetValueOrDefault(name) + Math.Max(0, source.Joins);
        }

        return true;
    }

    public int Watching(DateTimeOffset now)
    {
        var watching = 0;
        foreach (var host in _hosts.Values)
        {
            watching += host.At + HostExpiry > now ? host.Watching : 0;
        }

        return watching;
    }

    public AudienceFigures Figures(DateTimeOffset now) => new(Watching(now), _sums.Visits, _sums.Likes, _sums.Peak);

    public (int Views, int Clicks) CardActivity(Guid cardId) =>
        _cards.TryGetValue(cardId, out var activity) ? (activity.Views, activity.Clicks) : (0, 0);

    /// <summary>Everything, as it is kept.</summary>
    public RoomFigures Snapshot(DateTimeOffset now)
    {
        foreach (var (hostId, _) in _hosts.Where(host => host.Value.At + (HostExpiry * 10) < now).ToArray())
        {
            _hosts.Remove(hostId);
        }

        return _sums with
        {
            Hosts = new(_hosts),
            Cards = [.. _cards.Values],
            Sources = [.. _sources.Select(source => new SourceCount(source.Key, source.Value))],
        };
    }

    public void Restore(RoomFigures figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        _sums = figures;
        foreach (var (hostId, host) in figures.Hosts)
        {
            _hosts[hostId] = host;
        }

        foreach (var card in figures.Cards)
        {
            _cards[card.CardId] = card;
        }

        foreach (var source in figures.Sources)
        {
            _sources[source.Source] = source.Joins;
        }
    }
}

/// <summary>What one host said last.</summary>
public sealed record HostCount(long Number, int Watching, DateTimeOffset At);

/// <summary>A session's counts as they are kept, with the numbers of the reports that are in them.</summary>
public sealed record RoomFigures
{
    public static readonly RoomFigures None = new();

    public long Visits { get; init; }

    public long Likes { get; init; }

    public int Peak { get; init; }

    public long SecondsStayed { get; init; }

    public long Left { get; init; }

    public Dictionary<Guid, HostCount> Hosts { get; init; } = [];

    public CardActivity[] Cards { get; init; } = [];

    public SourceCount[] Sources { get; init; } = [];
}
