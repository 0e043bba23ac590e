using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Contracts.Fairs;

/// <summary>
/// What a browser may call at <c>/hubs/fair</c> (SignalR, JSON, WebSockets only, cookie). Nothing here takes a user id.
/// A socket that has entered a fair is the sign that its person is there; losing it starts the grace, nothing else.
/// After each reconnect the page enters again and reads its state by HTTP.
/// </summary>
public interface IFairHub
{
    /// <summary>The lobby's figures, notices, and everything about the caller's own numbers and talks in this fair.</summary>
    Task<HubAnswer<FairEntry>> EnterFair(Guid fairId);

    /// <summary>The desk of a booth where the caller is on duty, or the board's look at it.</summary>
    Task<HubAnswer<FairEntry>> EnterDesk(Guid boothId);

    /// <summary>A call's signal for the other side of a talk that is on: passed on as it is (at most 16,000 characters), never kept.</summary>
    Task<HubAnswer<Done>> Signal(Guid talkId, string signal);
}

/// <param name="KeepAliveSeconds">How long without a connection a person counts as there.</param>
public sealed record FairEntry(Guid FairId, FairFigures Figures, BoothFigures[] Booths, DateTimeOffset ServerNow, int KeepAliveSeconds);

/// <summary>What the server sends at <c>/hubs/fair</c>.</summary>
public interface IFairClient
{
    /// <summary>To everybody in the fair, at most twice a second: the booths that changed.</summary>
    Task LobbyChanged(LobbyChange change);

    /// <summary>To the candidate: its number moved, was held, lapsed, and so on.</summary>
    Task QueueChanged(QueuePlace place);

    /// <summary>To the candidate, on every socket: called, with the seconds that remain in the place.</summary>
    Task Called(QueuePlace place);

    /// <summary>To both sides: the call was answered, missed, extended, ended, settled.</summary>
    Task TalkChanged(TalkStanding talk);

    Task MessageReceived(TalkMessage message);

    /// <summary>To the other side.</summary>
    Task Signalled(Guid talkId, string signal);

    /// <summary>To the booth's desks: something there changed; read <c>GET /api/booths/{id}/desk</c> again.</summary>
    Task DeskChanged(Guid boothId, long revision);

    /// <summary>To everybody in the fair.</summary>
    Task NoticePosted(FairNotice notice);

    /// <summary>The socket will be closed: signed out, or the server asks to come back after a while.</summary>
    Task SessionTerminated(string code, int? reconnectAfterMs);
}

public sealed record LobbyChange(Guid FairId, FairFigures Figures, BoothFigures[] Booths, DateTimeOffset ServerNow);
