using Orleans;
using Pinchang.Contracts.Jobs;

namespace Pinchang.Contracts.LiveRooms;

[GenerateSerializer, Alias("room-visibility")]
public enum RoomVisibility
{
    /// <summary>Anybody may watch and like, without signing in.</summary>
    Public,

    /// <summary>Anybody signed in with a verified phone.</summary>
    Registered,

    /// <summary>Members of the employer only; to others it looks like not found.</summary>
    Organisation,
}

[GenerateSerializer, Alias("live-session-state")]
public enum LiveSessionState
{
    Scheduled,
    OnAir,
    Ended,
}

/// <summary>The picture, apart from the session: a dropped publisher does not end a session (five minutes' grace).</summary>
[GenerateSerializer, Alias("stream-state")]
public enum StreamState
{
    Absent,
    Live,
    Interrupted,
}

/// <summary>A step of the rundown (直播脚本).</summary>
[GenerateSerializer, Immutable, Alias("rundown-step")]
public sealed record RundownStep([property: Id(0)] int Minute, [property: Id(1)] string Title, [property: Id(2)] Guid? JobId);

/// <summary><c>POST /api/live-rooms</c> and <c>PUT /api/live-rooms/{id}</c>.</summary>
public sealed record PlanLiveRoom
{
    /// <summary>2–40 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Up to 1,000 characters.</summary>
    public string? Introduction { get; init; }

    /// <summary>A file of kind <c>cover</c>.</summary>
    public Guid? CoverFileId { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public RoomVisibility Visibility { get; init; } = RoomVisibility.Public;

    /// <summary>Approved jobs of the room's employer, in the order of the drawer; at most 100.</summary>
    public Guid[] JobIds { get; init; } = [];

    public RundownStep[] Rundown { get; init; } = [];
}

/// <summary>A room as home page and lists show it.</summary>
public sealed record LiveRoomSummary
{
    public required Guid Id { get; init; }

    public required Guid SessionId { get; init; }

    public required string Title { get; init; }

    public required Guid EmployerId { get; init; }

    public required string EmployerName { get; init; }

    public Guid? CoverFileId { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public required LiveSessionState State { get; init; }

    public required RoomVisibility Visibility { get; init; }

    public required int Watching { get; init; }

    public required int JobCount { get; init; }

    public required bool HasReplay { get; init; }
}

/// <summary><c>GET /api/live-rooms/{id}</c>: the room page before, during and after a session.</summary>
public sealed record LiveRoomDetails
{
    public required LiveRoomSummary Summary { get; init; }

    public string? Introduction { get; init; }

    public required JobSummary[] Jobs { get; init; }

    public required RundownStep[] Rundown { get; init; }

    /// <summary>Whether the caller may run this room's desk.</summary>
    public required bool CanRun { get; init; }

    public required bool CanModerate { get; init; }

    /// <summary>LH-4.2.3: why it cannot go live now; for those who run it.</summary>
    public Hindrance? GoingLive { get; init; }

    /// <summary>Whether the caller asked to be reminded.</summary>
    public required bool Reminded { get; init; }

    public required int Reminders { get; init; }
}

/// <summary>
/// What a browser gets when it joins (hub <c>Join</c>, and <c>GET /api/live-rooms/{id}/snapshot</c>):
/// everything needed to draw the room, as of <see cref="Sequence"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("room-snapshot")]
public sealed record RoomSnapshot
{
    [Id(0)]
    public required Guid RoomId { get; init; }

    [Id(1)]
    public required Guid SessionId { get; init; }

    [Id(2)]
    public required LiveSessionState State { get; init; }

    [Id(3)]
    public required StreamState Stream { get; init; }

    /// <summary>The sequence of the last feed item contained here.</summary>
    [Id(4)]
    public required long Sequence { get; init; }

    [Id(5)]
    public required JobCard[] Cards { get; init; }

    /// <summary>The card that is being presented (讲解中), if any.</summary>
    [Id(6)]
    public Guid? CurrentCardId { get; init; }

    [Id(7)]
    public string? PinnedMessage { get; init; }

    /// <summary>The last 50 lines of chat, oldest first.</summary>
    [Id(8)]
    public required ChatMessage[] Chat { get; init; }

    [Id(9)]
    public required Question[] Questions { get; init; }

    [Id(10)]
    public required AudienceFigures Audience { get; init; }

    /// <summary>Seconds between two lines of one person; 0 for none.</summary>
    [Id(11)]
    public required int SlowModeSeconds { get; init; }

    [Id(12)]
    public DateTimeOffset? StartedAt { get; init; }

    [Id(13)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The server's time when this was taken.</summary>
    [Id(14)]
    public required DateTimeOffset At { get; init; }
}

/// <summary>Counts of a room. They may lag by a second; the like total is exact once the room is quiet.</summary>
[GenerateSerializer, Immutable, Alias("audience-figures")]
public sealed record AudienceFigures([property: Id(0)] int Watching, [property: Id(1)] long Visits, [property: Id(2)] long Likes, [property: Id(3)] int Peak);

/// <summary><c>GET /api/live-rooms/{id}/share</c>: paths on Web, with the source that a visit is counted under.</summary>
public sealed record RoomShare(string Link, string QrLink, string Title);

/// <summary><c>POST</c> and <c>DELETE /api/live-rooms/{id}/reminders</c>.</summary>
public sealed record RoomReminder(bool Reminded, int Reminders);

/// <summary><c>POST …/questions/{questionId}/votes</c>.</summary>
public sealed record VoteRequest(bool Up);

/// <summary><c>POST …/chat-removals</c>.</summary>
public sealed record RemoveChatRequest(Guid MessageId);
