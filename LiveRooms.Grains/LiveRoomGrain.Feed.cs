using Microsoft.Extensions.Logging;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.LiveRooms;

namespace Pinchang.LiveRooms.Grains;

/// <summary>Telling the hosts: batches each 100 ms, at once after a silence or when something must arrive.</summary>
internal sealed partial class LiveRoomGrain
{
    private const int PageSize = 500;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan VoteInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AudienceInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PointInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StayAwake = TimeSpan.FromMinutes(5);

    private readonly HostSubscriptions _hosts = new();
    private readonly HashSet<Guid> _voted = [];
    private RoomFeed _feed = new();
    private RoomSnapshot? _snapshot;
    private AudienceFigures? _toldAudience;
    private bool _figuresChanged;
    private bool _countedOnAir;
    private DateTimeOffset _publishedAt;
    private DateTimeOffset _audienceAt;
    private DateTimeOffset _votesAt;
    private DateTimeOffset _pointAt;
    private DateTimeOffset? _silentPictureDueAt;

    public async Task<FeedPage> ReadFeed(long after)
    {
        if (_room is not { } room)
        {
            return new([], false, 0);
        }

        if (_feed.Read(after, PageSize) is { } remembered)
        {
            return Page(remembered);
        }

        var floor = _feed.Floor;
        var rows = await store.ReadFeedAsync(room.Plan.SessionId, after, floor + 1, PageSize, CancellationToken.None);
        var rest = rows.Count < PageSize ? _feed.Read(floor, PageSize - rows.Count) ?? [] : [];
        return Page([.. rows, .. rest]);
    }

    private FeedPage Page(FeedItem[] items) =>
        new(items, items.Length > 0 && items[^1].Sequence < _feed.Latest, _feed.Latest);

    private async Task TickAsync()
    {
        if (_room is not { } room || _lost)
        {
            return;
        }

        var now = Now;
        TellVotes(room, now);
        if (_feed.HasReady || AudienceIsDue(room, now))
        {
            PublishReady();
        }

        if (room.Session != LiveSessionState.OnAir)
        {
            return;
        }

        DelayDeactivation(StayAwake);
        if (SessionRules.PictureIsLost(room, now))
        {
            await EndAsync(SessionEndReason.PictureLost, actor: null);
        }
        else if (_silentPictureDueAt <= now)
        {
            _silentPictureDueAt = null;
            await ReportStream(new(room.Plan.SessionId, StreamState.Interrupted, room.Picture.MediaTime));
        }
        else if (now - _pointAt >= PointInterval)
        {
            _pointAt = now;
            await KeepPointAsync(room, now);
        }
    }

    private async Task KeepPointAsync(RoomState room, DateTimeOffset now)
    {
        var figures = room.Audience.Figures(now);
        var likes = (int)Math.Min(int.MaxValue, figures.Likes);
        try
        {
            await log.SavePointAsync(OwnerOf(room), new(now, figures.Watching, likes, room.ChatCount));
        }
        catch (Exception exception)
        {
            logger.LogWarning(exception, "A point of room {RoomId}'s audience is missing", room.Plan.RoomId);
        }
    }

    /// <summary>The first item after a silence goes at once, and so does one that must arrive; others wait for the tick.</summary>
    private void PublishSoon(DateTimeOffset now)
    {
        if (_feed.HasReady && (_feed.HasReadyMust || now - _publishedAt >= Tick))
        {
            PublishReady();
        }
    }

    private void PublishReady()
    {
        if (_room is not { } room)
        {
            return;
        }

        var now = Now;
        var after = _feed.Latest;
        var items = _feed.Cut();
        if (_feed.IsEmpty)
        {
            _snapshot = TakeSnapshot(room);
        }

        var audience = AudienceIsDue(room, now) ? TellAudience(room, now) : null;
        if (items.Length == 0 && audience is null)
        {
            return;
        }

        _publishedAt = now;
        RoomMetrics.Batches.Add(1);
        var batch = new FeedBatch { RoomId = room.Plan.RoomId, After = after, Items = items, Audience = audience };
        _hosts.Tell(host => host.FeedPublished(batch), now);
    }

    private bool AudienceIsDue(RoomState room, DateTimeOffset now) =>
        now - _audienceAt >= AudienceInterval && (_figuresChanged || _toldAudience?.Watching != room.Audience.Watching(now));

    private AudienceFigures TellAudience(RoomState room, DateTimeOffset now)
    {
        (_audienceAt, _figuresChanged) = (now, false);
        return _toldAudience = room.Audience.Figures(now);
    }

    /// <summary>A question's votes are told as its sum, a few times a second however many vote.</summary>
    private void TellVotes(RoomState room, DateTimeOffset now)
    {
        if (_voted.Count == 0 || now - _votesAt < VoteInterval)
        {
            return;
        }

        _votesAt = now;
        foreach (var question in _voted.Select(room.FindQuestion).OfType<Question>())
        {
            var record = room.Add(QuestionRules.Changed(question), actorId: null, now);
            _feed.Add(((Told)record.Fact).Item, ready: true);
        }

        _voted.Clear();
    }

    private RoomSnapshot? Snapshot()
    {
        if (_room is not { } room)
        {
            return null;
        }

        // While something waits to be cut or to be durable, the last one stands: it and the feed after it are the whole.
        var snapshot = _feed.IsEmpty || _snapshot is null ? _snapshot ??= TakeSnapshot(room) : _snapshot;
        return snapshot with { Audience = room.Audience.Figures(Now), At = Now };
    }

    private RoomSnapshot TakeSnapshot(RoomState room)
    {
        var now = Now;
        return new()
        {
            RoomId = room.Plan.RoomId,
            SessionId = room.Plan.SessionId,
            State = room.Session,
            Stream = room.Stream,
            Sequence = _feed.Latest,
            Cards = [.. room.Cards.Where(card => card.State != CardState.Withdrawn)],
            CurrentCardId = room.CurrentCard?.Id,
            PinnedMessage = room.PinnedMessage,
            Chat = [.. room.Chat],
            Questions = [.. room.Questions.Where(question => question.State != QuestionState.Removed)],
            Audience = room.Audience.Figures(now),
            SlowModeSeconds = room.SlowModeSeconds,
            StartedAt = room.StartedAt,
            EndedAt = room.EndedAt,
            At = now,
        };
    }

    /// <summary>
    /// A picture that was live when the room was last awake may have died with its process. The ingest says again that it is
    /// live, or the picture counts as interrupted.
    /// </summary>
    private void PictureMayBeGone(RoomState room, DateTimeOffset now) =>
        _silentPictureDueAt = room is { Session: LiveSessionState.OnAir, Stream: StreamState.Live } ? now + SessionRules.PictureSilence : null;

    private void CountOnAir(bool onAir)
    {
        if (onAir != _countedOnAir)
        {
            _countedOnAir = onAir;
            RoomMetrics.OnAir.Add(onAir ? 1 : -1);
        }
    }
}
