using System.Text.Json.Serialization;
using Orleans;
using Pinchang.Contracts.Jobs;

namespace Pinchang.Contracts.LiveRooms;

/// <summary>
/// One thing that happened in a room, numbered in order. A number never comes twice: its upper part is the epoch of the
/// room's activation, so after a crash the numbers go on from a higher one.
/// <see cref="IsMust"/> items (cards, notices, start, end) reach every viewer who stays or comes back, once and in order
/// (promise P5); the others may be left out for a viewer who lags.
/// </summary>
[GenerateSerializer, Immutable, Alias("feed-item")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ChatPosted), "chat")]
[JsonDerivedType(typeof(ChatRemoved), "chat-removed")]
[JsonDerivedType(typeof(CardChanged), "card")]
[JsonDerivedType(typeof(QuestionChanged), "question")]
[JsonDerivedType(typeof(NoticePinned), "notice")]
[JsonDerivedType(typeof(SlowModeChanged), "slow-mode")]
[JsonDerivedType(typeof(SessionStarted), "started")]
[JsonDerivedType(typeof(SessionEnded), "ended")]
[JsonDerivedType(typeof(StreamChanged), "stream")]
public abstract record FeedItem
{
    [Id(0)]
    public required long Sequence { get; init; }

    /// <summary>The server's time.</summary>
    [Id(1)]
    public required DateTimeOffset At { get; init; }

    /// <summary>Milliseconds on the recording's time line when it happened; null while there is no picture.</summary>
    [Id(2)]
    public long? MediaTime { get; init; }

    [JsonIgnore]
    public virtual bool IsMust => true;
}

[GenerateSerializer, Immutable, Alias("chat-message")]
public sealed record ChatMessage
{
    [Id(0)]
    public required Guid Id { get; init; }

    [Id(1)]
    public required Guid AuthorId { get; init; }

    [Id(2)]
    public required string Author { get; init; }

    /// <summary>Whether the author speaks for the employer.</summary>
    [Id(3)]
    public required bool Staff { get; init; }

    /// <summary>1–200 characters of plain text.</summary>
    [Id(4)]
    public required string Text { get; init; }

    [Id(5)]
    public required DateTimeOffset At { get; init; }
}

[GenerateSerializer, Immutable, Alias("chat-posted")]
public sealed record ChatPosted : FeedItem
{
    [Id(0)]
    public required ChatMessage Message { get; init; }

    [JsonIgnore]
    public override bool IsMust => false;
}

[GenerateSerializer, Immutable, Alias("chat-removed")]
public sealed record ChatRemoved : FeedItem
{
    [Id(0)]
    public required Guid MessageId { get; init; }
}

[GenerateSerializer, Alias("card-state")]
public enum CardState
{
    /// <summary>In the drawer.</summary>
    Shown,

    /// <summary>Being presented (讲解中); at most one per room.</summary>
    Current,

    Withdrawn,
}

/// <summary>A job shown in a room (岗位卡片). Pushing the same job again makes the same card current again.</summary>
[GenerateSerializer, Immutable, Alias("job-card")]
public sealed record JobCard
{
    [Id(0)]
    public required Guid Id { get; init; }

    [Id(1)]
    public required JobSummary Job { get; init; }

    [Id(2)]
    public required CardState State { get; init; }

    /// <summary>Kept at the top of the drawer (置顶).</summary>
    [Id(3)]
    public required bool Pinned { get; init; }

    [Id(4)]
    public required DateTimeOffset PushedAt { get; init; }

    /// <summary>Milliseconds on the recording's time line of the latest push.</summary>
    [Id(5)]
    public long? MediaTime { get; init; }
}

/// <summary>A card was pushed, pinned or withdrawn: the card as it now is.</summary>
[GenerateSerializer, Immutable, Alias("card-changed")]
public sealed record CardChanged : FeedItem
{
    [Id(0)]
    public required JobCard Card { get; init; }
}

[GenerateSerializer, Alias("question-state")]
public enum QuestionState
{
    Open,
    Current,
    Answered,
    Removed,
}

[GenerateSerializer, Immutable, Alias("question")]
public sealed record Question
{
    [Id(0)]
    public required Guid Id { get; init; }

    [Id(1)]
    public required string Author { get; init; }

    [Id(2)]
    public required string Text { get; init; }

    [Id(3)]
    public required int Votes { get; init; }

    [Id(4)]
    public required QuestionState State { get; init; }

    /// <summary>The employer's written answer, if any.</summary>
    [Id(5)]
    public string? Answer { get; init; }

    [Id(6)]
    public required DateTimeOffset AskedAt { get; init; }
}

[GenerateSerializer, Immutable, Alias("question-changed")]
public sealed record QuestionChanged : FeedItem
{
    [Id(0)]
    public required Question Question { get; init; }

    [JsonIgnore]
    public override bool IsMust => false;
}

/// <summary>The pinned message changed; null takes it down.</summary>
[GenerateSerializer, Immutable, Alias("notice-pinned")]
public sealed record NoticePinned : FeedItem
{
    [Id(0)]
    public string? Text { get; init; }
}

[GenerateSerializer, Immutable, Alias("slow-mode-changed")]
public sealed record SlowModeChanged : FeedItem
{
    [Id(0)]
    public required int Seconds { get; init; }
}

[GenerateSerializer, Immutable, Alias("session-started")]
public sealed record SessionStarted : FeedItem
{
    [Id(0)]
    public required Guid SessionId { get; init; }
}

[GenerateSerializer, Immutable, Alias("session-ended")]
public sealed record SessionEnded : FeedItem
{
    [Id(0)]
    public required Guid SessionId { get; init; }

    [Id(1)]
    public SessionEndReason Reason { get; init; }
}

[GenerateSerializer, Alias("session-end-reason")]
public enum SessionEndReason
{
    ByPresenter,

    /// <summary>The picture did not come back within its grace.</summary>
    PictureLost,

    /// <summary>The licence under which the room is on air has ended, and so has the time that was announced in it.</summary>
    LicenceLapsed,
}

[GenerateSerializer, Immutable, Alias("stream-changed")]
public sealed record StreamChanged : FeedItem
{
    [Id(0)]
    public required StreamState State { get; init; }
}

/// <summary>
/// Consecutive items of a room, as hosts and browsers get them: the client event <c>FeedReceived</c>.
/// A browser whose last sequence is not <see cref="After"/> has missed something and asks <c>GET …/feed?after=</c>,
/// unless <see cref="Skipped"/> says that only items that may be left out were.
/// </summary>
[GenerateSerializer, Immutable, Alias("feed-batch")]
public sealed record FeedBatch
{
    [Id(0)]
    public required Guid RoomId { get; init; }

    /// <summary>The sequence of the item before the first one here; 0 at the session's start.</summary>
    [Id(1)]
    public required long After { get; init; }

    [Id(2)]
    public required FeedItem[] Items { get; init; }

    /// <summary>Present when the counts changed.</summary>
    [Id(3)]
    public AudienceFigures? Audience { get; init; }

    /// <summary>How many items were left out for this viewer because the connection lagged.</summary>
    [Id(4)]
    public int Skipped { get; init; }
}

/// <summary><c>GET /api/live-rooms/{id}/feed?after=n</c>: what was missed. <paramref name="More"/> means ask again from the last.</summary>
[GenerateSerializer, Immutable, Alias("feed-page")]
public sealed record FeedPage([property: Id(0)] FeedItem[] Items, [property: Id(1)] bool More, [property: Id(2)] long Latest);
