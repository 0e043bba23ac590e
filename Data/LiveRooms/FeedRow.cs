using System.Text.Json;
using System.Text.Json.Serialization;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.LiveRooms;

namespace Pinchang.Data.LiveRooms;

/// <summary>A fact as a row of <c>live.feed</c>: what queries ask for in columns, all of it in the body.</summary>
internal sealed record FeedRow(RoomOwner Owner, RoomRecord Record)
{
    public const string Chat = "chat";
    public const string Card = "card";
    public const string Vote = "vote";
    public const string Restriction = "restriction";

    /// <summary>Kinds that are told to everybody; the others are the room's own.</summary>
    public static readonly string[] Untold = [Vote, Restriction];

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

        // jsonb keeps keys in an order of its own.
        AllowOutOfOrderMetadataProperties = true,
    };

    public string Kind => Record.Fact switch
    {
        VoteCast => Vote,
        ViewerRestricted => Restriction,
        Told { Item: ChatPosted } => Chat,
        Told { Item: ChatRemoved } => "chat-removed",
        Told { Item: CardChanged } => Card,
        Told { Item: QuestionChanged } => "question",
        Told { Item: NoticePinned } => "notice",
        Told { Item: SlowModeChanged } => "slow-mode",
        Told { Item: SessionStarted } => "started",
        Told { Item: SessionEnded } => "ended",
        Told { Item: StreamChanged } => "stream",
        _ => throw new InvalidOperationException($"No kind is given to {Record.Fact}."),
    };

    public bool Must => Record.Fact is Told { Item.IsMust: true };

    public Guid? SubjectId => Record.Fact switch
    {
        Told { Item: ChatPosted posted } => posted.Message.Id,
        Told { Item: ChatRemoved removed } => removed.MessageId,
        Told { Item: CardChanged changed } => changed.Card.Id,
        Told { Item: QuestionChanged changed } => changed.Question.Id,
        VoteCast vote => vote.QuestionId,
        ViewerRestricted restricted => restricted.UserId,
        _ => null,
    };

    public string Body => JsonSerializer.Serialize(Record.Fact, Json);

    public static RoomFact FactOf(string body) => JsonSerializer.Deserialize<RoomFact>(body, Json)!;
}
