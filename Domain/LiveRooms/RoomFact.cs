using System.Text.Json.Serialization;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Domain.LiveRooms;

/// <summary>What happened in a room, as it is kept. Replaying a session's facts gives its state again.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "fact")]
[JsonDerivedType(typeof(Told), "told")]
[JsonDerivedType(typeof(VoteCast), "vote")]
[JsonDerivedType(typeof(ViewerRestricted), "restriction")]
public abstract record RoomFact;

/// <summary>Told to everybody in the room.</summary>
public sealed record Told(FeedItem Item) : RoomFact;

/// <summary>A person's vote for a question, or its withdrawal. The room is told the sum, a few times a second.</summary>
public sealed record VoteCast(Guid QuestionId, Guid UserId, bool Up) : RoomFact;

/// <summary>Muted, or also removed, until then; free again when null. Only the person concerned is told.</summary>
public sealed record ViewerRestricted(Guid UserId, DateTimeOffset? Until, bool Removed, string? Reason) : RoomFact;

/// <summary>A fact with its place in the room's order, who did it, and the command that asked for it.</summary>
public sealed record RoomRecord
{
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    public long? MediaTime { get; init; }

    public Guid? ActorId { get; init; }

    /// <summary>So that a command that is sent again after a crash is still known.</summary>
    public Guid? CommandId { get; init; }

    public required RoomFact Fact { get; init; }

    /// <summary>Chat may be written a moment after it was said; everything else before it is acknowledged.</summary>
    public bool MayLag => Fact is Told { Item: ChatPosted };
}
