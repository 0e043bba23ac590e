using Orleans;

namespace Pinchang.Contracts.LiveRooms;

/// <summary>Who acts in a room, as Api knows it; never taken from a client.</summary>
/// <param name="Staff">May speak for the room's employer.</param>
[GenerateSerializer, Immutable, Alias("room-actor")]
public sealed record RoomActor([property: Id(0)] Guid UserId, [property: Id(1)] string Name, [property: Id(2)] bool Staff);

/// <summary><c>POST /api/live-rooms/{id}/job-cards</c>: push a job (推送岗位). Pushing again makes its card current again.</summary>
/// <param name="MediaTime">Where the presenter is on the recording's time line, in ms; the ingest's own when null.</param>
public sealed record PushJobRequest(Guid JobId, long? MediaTime = null);

/// <summary><c>POST …/job-cards/{cardId}/pin</c> (置顶) with true, or false to release.</summary>
public sealed record PinCardRequest(bool Pinned);

/// <summary><c>POST …/questions</c>.</summary>
public sealed record AskQuestionRequest(string Text);

/// <summary><c>POST …/questions/{questionId}/answers</c>: <paramref name="Text"/> null when answered by voice.</summary>
public sealed record AnswerQuestionRequest(string? Text);

/// <summary><c>POST …/notices</c>: the pinned message, null to take it down.</summary>
public sealed record PinNoticeRequest(string? Text);

/// <summary><c>POST …/mutes</c>: 1–1440 minutes, 0 lifts it. <c>POST …/removals</c> takes the same and also closes the viewer's socket.</summary>
public sealed record MuteRequest(Guid UserId, int Minutes, string? Reason = null);

/// <summary><c>POST …/slow-mode</c>: 0–300 seconds.</summary>
public sealed record SlowModeRequest(int Seconds);

[GenerateSerializer, Immutable, Alias("go-live")]
public sealed record GoLive([property: Id(0)] RoomActor Actor);

/// <param name="Actor">Null: the platform.</param>
[GenerateSerializer, Immutable, Alias("end-live")]
public sealed record EndLive([property: Id(0)] RoomActor? Actor, [property: Id(1)] SessionEndReason Reason = SessionEndReason.ByPresenter);

/// <param name="CommandId">The idempotency key: a second try answers as the first.</param>
[GenerateSerializer, Immutable, Alias("push-job")]
public sealed record PushJob(
    [property: Id(0)] RoomActor Actor, [property: Id(1)] Guid JobId, [property: Id(2)] long? MediaTime, [property: Id(3)] Guid CommandId);

[GenerateSerializer, Immutable, Alias("pin-card")]
public sealed record PinCard([property: Id(0)] RoomActor Actor, [property: Id(1)] Guid CardId, [property: Id(2)] bool Pinned);

[GenerateSerializer, Immutable, Alias("withdraw-card")]
public sealed record WithdrawCard([property: Id(0)] RoomActor Actor, [property: Id(1)] Guid CardId);

/// <param name="MessageId">Made by the caller's Api, so that a retry is not said twice.</param>
[GenerateSerializer, Immutable, Alias("send-chat")]
public sealed record SendChat([property: Id(0)] RoomActor Actor, [property: Id(1)] Guid MessageId, [property: Id(2)] string Text);

[GenerateSerializer, Immutable, Alias("remove-chat")]
public sealed record RemoveChat([property: Id(0)] RoomActor Actor, [property: Id(1)] Guid MessageId);

[GenerateSerializer, Immutable, Alias("ask-question")]
public sealed record AskQuestion([property: Id(0)] RoomActor Actor, [property: Id(1)] Guid QuestionId, [property: Id(2)] string Text);

[GenerateSerializer, Immutable, Alias("vote-question")]
public sealed record VoteQuestion([property: Id(0)] RoomActor Actor, [property: Id(1)] Guid QuestionId, [property: Id(2)] bool Up);

/// <param name="State">Current (being answered), Answered or Removed.</param>
[GenerateSerializer, Immutable, Alias("settle-question")]
public sealed record SettleQuestion(
    [property: Id(0)] RoomActor Actor, [property: Id(1)] Guid QuestionId, [property: Id(2)] QuestionState State, [property: Id(3)] string? Answer);

/// <param name="Actor">Null: the platform.</param>
[GenerateSerializer, Immutable, Alias("pin-notice")]
public sealed record PinNotice([property: Id(0)] RoomActor? Actor, [property: Id(1)] string? Text);

/// <param name="Remove">Also out of the room until the mute ends.</param>
[GenerateSerializer, Immutable, Alias("mute-viewer")]
public sealed record MuteViewer(
    [property: Id(0)] RoomActor Actor, [property: Id(1)] Guid UserId, [property: Id(2)] int Minutes, [property: Id(3)] string? Reason, [property: Id(4)] bool Remove);

[GenerateSerializer, Immutable, Alias("set-slow-mode")]
public sealed record SetSlowMode([property: Id(0)] RoomActor Actor, [property: Id(1)] int Seconds);

/// <summary>A mute until then; <paramref name="Removed"/> also out of the room.</summary>
[GenerateSerializer, Immutable, Alias("viewer-restriction")]
public sealed record ViewerRestriction([property: Id(0)] DateTimeOffset Until, [property: Id(1)] bool Removed);

/// <summary>What one web host counted since its last report; applied once per (host, number).</summary>
[GenerateSerializer, Immutable, Alias("audience-delta")]
public sealed record AudienceDelta
{
    [Id(0)]
    public required Guid HostId { get; init; }

    /// <summary>Grows by one with each report of the host; a repeated number is ignored.</summary>
    [Id(1)]
    public required long Number { get; init; }

    /// <summary>Viewers of this host now; not a delta.</summary>
    [Id(2)]
    public required int Watching { get; init; }

    [Id(3)]
    public required int Joined { get; init; }

    [Id(4)]
    public required long Likes { get; init; }

    /// <summary>Seconds that viewers spent who left since the last report, for the average stay.</summary>
    [Id(5)]
    public required long SecondsStayed { get; init; }

    [Id(6)]
    public required int Left { get; init; }

    [Id(7)]
    public CardActivity[] Cards { get; init; } = [];

    /// <summary>Joins by where they came from (share, home, search, qr, direct).</summary>
    [Id(8)]
    public SourceCount[] Sources { get; init; } = [];
}

[GenerateSerializer, Immutable, Alias("card-activity")]
public sealed record CardActivity([property: Id(0)] Guid CardId, [property: Id(1)] int Views, [property: Id(2)] int Clicks);

[GenerateSerializer, Immutable, Alias("source-count")]
public sealed record SourceCount([property: Id(0)] string Source, [property: Id(1)] int Joins);

/// <summary>The funnel of a card, as the desk shows it.</summary>
[GenerateSerializer, Immutable, Alias("card-funnel")]
public sealed record CardFunnel([property: Id(0)] Guid CardId, [property: Id(4)] Guid JobId, [property: Id(1)] int Views, [property: Id(2)] int Clicks, [property: Id(3)] int Applications);

/// <summary>What the media ingest tells the room.</summary>
[GenerateSerializer, Immutable, Alias("report-stream")]
public sealed record ReportStream([property: Id(0)] Guid SessionId, [property: Id(1)] StreamState State, [property: Id(2)] long MediaTime);
