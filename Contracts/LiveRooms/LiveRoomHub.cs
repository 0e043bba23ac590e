using Pinchang.Contracts.Applications;

namespace Pinchang.Contracts.LiveRooms;

/// <summary>
/// What a browser may call at <c>/hubs/live-room</c> (SignalR, JSON protocol, WebSockets only, no negotiation).
/// A connection is in at most one room. Nothing here takes a user id: the cookie says who it is.
/// </summary>
public interface ILiveRoomHub
{
    /// <summary>Joins as a viewer; <paramref name="source"/> says where from (share, home, search, qr, direct).</summary>
    Task<HubAnswer<RoomSnapshot>> Join(Guid roomId, string? source);

    /// <summary>Joins as the desk: also gets applications and funnels. Needs the right to moderate this room.</summary>
    Task<HubAnswer<RoomSnapshot>> JoinDesk(Guid roomId);

    /// <summary><paramref name="messageId"/> is made by the page, so that a retry is not said twice.</summary>
    Task<HubAnswer<ChatMessage>> SendChat(Guid messageId, string text);

    /// <summary>1–50 likes since the last call; at most two calls a second count.</summary>
    Task Like(int count);

    Task CardViewed(Guid cardId);

    Task CardOpened(Guid cardId);
}

/// <summary>What the server sends to a browser in a room.</summary>
public interface ILiveRoomClient
{
    Task FeedReceived(FeedBatch batch);

    /// <summary>Desks only.</summary>
    Task ApplicationReceived(ApplicationSummary application, CardFunnel? funnel);

    /// <summary>To the person concerned: muted until then, or free again when null.</summary>
    Task Restricted(DateTimeOffset? until, bool removed, string? reason);

    /// <summary>The socket will be closed: signed out, removed, or the server asks to come back after a while.</summary>
    Task SessionTerminated(string code, int? reconnectAfterMs);
}

/// <summary>An outcome as a hub answers it, with the refusal's sentence.</summary>
public sealed record HubAnswer<T>(T? Value, Problem? Problem)
    where T : class;

/// <summary>The refusal as a page shows it; the same three are in every problem document.</summary>
public sealed record Problem(string Code, string Title, string? Field = null);
