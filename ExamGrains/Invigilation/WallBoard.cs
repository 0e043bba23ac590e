using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.ExamGrains.Invigilation;

/// <summary>The tiles as they were last told, and which of them have to be told again.</summary>
/// <param name="version">
/// Where versions begin: at the moment of waking in milliseconds, so that a wall that moved to another server counts on from a higher number.
/// </param>
internal sealed class WallBoard(long version)
{
    private readonly Dictionary<Guid, WallTile> _told = [];
    private DateTimeOffset? _toldEnd;
    private long _version = version;

    /// <summary>The whole wall, in the order in which it needs a look.</summary>
    public InvigilationWall Draw(SittingWatch watch, IEnumerable<CandidateSight> sights, Func<Guid, bool> isConnected, DateTimeOffset now)
    {
        WallTile[] tiles = [.. sights.Select(sight => TileOf(sight, watch, isConnected(sight.SessionId), now))];
        Array.Sort(tiles, RiskOrder.Compare);
        return new()
        {
            SittingId = watch.SittingId,
            ProjectTitle = watch.ProjectTitle,
            Title = watch.Title,
            OpensAt = watch.OpensAt,
            StartsAt = watch.StartsAt,
            EndsAt = watch.EndsAt,
            ServerNow = now,
            Version = _version,
            Tiles = tiles,
        };
    }

    /// <summary>What differs from what was told; null when nothing does.</summary>
    public WallChange? Change(SittingWatch watch, IEnumerable<CandidateSight> due, Func<Guid, bool> isConnected, DateTimeOffset now)
    {
        List<WallTile> changed = [];
        foreach (var sight in due)
        {
            var tile = TileOf(sight, watch, isConnected(sight.SessionId), now);
            if (!_told.TryGetValue(sight.SessionId, out var told) || !LooksLike(tile, told))
            {
                _told[sight.SessionId] = tile;
                changed.Add(tile);
            }
        }

        if (changed.Count == 0 && (_toldEnd ??= watch.EndsAt) == watch.EndsAt)
        {
            return null;
        }

        _toldEnd = watch.EndsAt;
        return new() { SittingId = watch.SittingId, Version = ++_version, Tiles = [.. changed], ServerNow = now, EndsAt = watch.EndsAt };
    }

    /// <summary>Nobody looks: whoever comes next gets the whole wall.</summary>
    public void Forget() => _told.Clear();

    public static WallTile TileOf(CandidateSight sight, SittingWatch watch, bool connected, DateTimeOffset now) => new()
    {
        SessionId = sight.SessionId,
        Name = sight.Name,
        TicketNumber = sight.TicketNumber,
        Seat = sight.Seat,
        State = sight.State,
        Risk = RiskOrder.Judge(sight, watch, connected, now),
        Identity = sight.Identity,
        StillId = sight.StillId,
        StillAt = sight.StillAt,
        LastEvent = sight.LastEvent,
        LastEventAt = sight.LastEventAt,
        OpenEvents = sight.Open.Length,
        UnreadMessages = sight.Unread.Count,
        HeardAt = sight.HeardAt,
        Deadline = sight.Deadline,
        ExtraSeconds = sight.ExtraSeconds,
        Answered = sight.Answered,
        Questions = sight.Questions,
        DeviceName = sight.DeviceName,
        EntryRequest = sight.EntryRequest,
        Connected = connected,
        Stopped = sight.Stopped.IsEmpty ? [] : [.. sight.Stopped.Keys.Order()],
    };

    // Times of what goes on as it should are not worth a frame; they come along with the next one. Arrays compare by reference.
    private static bool LooksLike(WallTile one, WallTile other) =>
        one.Stopped.AsSpan().SequenceEqual(other.Stopped) && one with { HeardAt = other.HeardAt, Stopped = other.Stopped } == other;
}
