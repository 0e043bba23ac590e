using Pinchang.Contracts.Applications;

namespace Pinchang.Contracts.LiveRooms;

/// <summary>
/// <c>GET /api/live-rooms/{id}/replay?session=</c>: the recording and everything that happened, on its time line.
/// The media is at <c>/media/sessions/{sessionId}/recording.mp4</c> (byte ranges) and <c>…/hls/index.m3u8</c>.
/// </summary>
public sealed record ReplayDetails
{
    public required LiveRoomSummary Room { get; init; }

    /// <summary>Milliseconds.</summary>
    public required long Duration { get; init; }

    /// <summary>Cards at their second, chat and notices, oldest first; those without a media time are left out.</summary>
    public required FeedItem[] Timeline { get; init; }

    /// <summary>Where the publisher was away.</summary>
    public required RecordingGap[] Gaps { get; init; }
}

/// <summary>Milliseconds on the recording's time line, and how long nothing was sent.</summary>
public sealed record RecordingGap(long At, long Lasted);

/// <summary><c>GET /api/live-rooms/{id}/summary?session=</c> (LH-5.2), and the same as CSV at <c>…/summary.csv</c>.</summary>
public sealed record SessionSummary
{
    public required Guid SessionId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    public required long Visits { get; init; }

    public required int Peak { get; init; }

    public required int AverageStaySeconds { get; init; }

    public required long Likes { get; init; }

    public required int ChatMessages { get; init; }

    public required int Questions { get; init; }

    public required int Applications { get; init; }

    /// <summary>One point each ten seconds.</summary>
    public required AudiencePoint[] Audience { get; init; }

    public required CardSummary[] Cards { get; init; }

    public required SourceCount[] Sources { get; init; }
}

public sealed record AudiencePoint(DateTimeOffset At, int Watching, int Likes, int Chat);

public sealed record CardSummary(JobCard Card, CardFunnel Funnel);

/// <summary>What the desk needs besides the snapshot: <c>GET /api/live-rooms/{id}/desk</c>.</summary>
public sealed record DeskDetails(CardFunnel[] Funnels, ApplicationSummary[] Applications, string PublishPath);
