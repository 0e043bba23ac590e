using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.ExamGrains.Invigilation;

/// <summary>The tiles as they were last told, and which of them have to be told again.</summary>
internal sealed class WallBoard
{
    private readonly Dictionary<Guid, WallTile> _told = [];

    public long Version { get; private set; }

    /// <summary>The whole wall, in the order in which it needs a look.</summary>
    public InvigilationWall Draw(SittingWatch watch, IEnumerable<CandidateSight> sights, Func<Guid, bool> isConnected, DateTimeOffset now)
    {
        WallTile[] tiles = [.. sights.Select(sight => TileOf(sight, watch, isConnected(sight.SessionId), now))];
        Array.Sort(tiles, RiskOrder.Compare);
        return new()
        {
            SittingId = watch.SittingId,
            ProjectId = watch.ProjectId,
            ProjectTitle = watch.ProjectTitle,
            Title = watch.Title,
            OpensAt = watch.OpensAt,
            StartsAt = watch.StartsAt,
            EndsAt = watch.EndsAt,
            ServerNow = now,
            Version = Version,
            Tiles = tiles,
            Recorded = watch.Recorded,
        };
    }

    /// <summary>What differs from what was told; null when nothing does.</summary>
    public WallChange? Change(SittingWatch watch, IEnumerable<CandidateSight> sights, Func<Guid, bool> isConnected, DateTimeOffset now)
    {
        List<WallTile> changed = [];
        foreach (var sight in sights)
        {
            var tile = TileOf(sight, watch, isConnected(sight.SessionId), now);
            if (!_told.TryGetValue(sight.SessionId, out var told) || Shown(told) != Shown(tile))
            {
                _told[sight.SessionId] = tile;
                changed.Add(tile);
            }
        }

        return changed.Count == 0 ? null : new() { SittingId = watch.SittingId, Version = ++Version, Tiles = [.. changed], ServerNow = now };
    }

    private static WallTile TileOf(CandidateSight sight, SittingWatch watch, bool connected, DateTimeOffset now) => new()
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
        CameraAt = sight.PieceAt.TryGetValue(RecordingTrack.Camera, out var camera) ? camera : null,
        ScreenAt = sight.PieceAt.TryGetValue(RecordingTrack.Screen, out var screen) ? screen : null,
        Connected = connected,
        Stopped = [.. sight.Stopped.Keys.Order()],
    };

    // Times of what goes on as it should are not worth a frame; they come along with the next one. Arrays compare by reference.
    private static (WallTile, string) Shown(WallTile tile) =>
        (tile with { HeardAt = null, CameraAt = null, ScreenAt = null, Stopped = [] }, string.Join(',', tile.Stopped));
}
