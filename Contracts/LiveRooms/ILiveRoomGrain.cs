using Orleans;
using Orleans.Concurrency;
using Pinchang.Contracts.Applications;

namespace Pinchang.Contracts.LiveRooms;

/// <summary>
/// One live room: gives order to what happens in it, keeps it, and tells the hosts that have viewers.
/// Keyed by the room's id. Everything is judged by the server's clock.
/// </summary>
[Alias("live-room")]
public interface ILiveRoomGrain : IGrainWithGuidKey
{
    /// <summary>Starts the session, or answers as if it just had when it is on air already. Durable when answered.</summary>
    [Alias("GoLive")]
    Task<Outcome<RoomSnapshot>> GoLive(GoLive command);

    /// <summary>Ends the session; it becomes the replay. Durable when answered; a second end answers the same.</summary>
    [Alias("EndLive")]
    Task<Outcome<RoomSnapshot>> EndLive(EndLive command);

    /// <summary>LH-3.1, LH-4.3.2a. Durable when answered. The job must be approved, open and one of the room's.</summary>
    [Alias("PushJob")]
    Task<Outcome<JobCard>> PushJob(PushJob command);

    [Alias("PinCard")]
    Task<Outcome<JobCard>> PinCard(PinCard command);

    [Alias("WithdrawCard")]
    Task<Outcome<JobCard>> WithdrawCard(WithdrawCard command);

    /// <summary>LH-4.3.2b. Kept within a second of being answered. The refusal names the rule; nobody else sees it.</summary>
    [Alias("SendChat")]
    Task<Outcome<ChatMessage>> SendChat(SendChat command);

    [Alias("RemoveChat")]
    Task<Outcome<Done>> RemoveChat(RemoveChat command);

    [Alias("AskQuestion")]
    Task<Outcome<Question>> AskQuestion(AskQuestion command);

    /// <summary>One vote per person; sending it twice counts once.</summary>
    [Alias("VoteQuestion")]
    Task<Outcome<Question>> VoteQuestion(VoteQuestion command);

    [Alias("SettleQuestion")]
    Task<Outcome<Question>> SettleQuestion(SettleQuestion command);

    [Alias("PinNotice")]
    Task<Outcome<Done>> PinNotice(PinNotice command);

    [Alias("MuteViewer")]
    Task<Outcome<Done>> MuteViewer(MuteViewer command);

    [Alias("SetSlowMode")]
    Task<Outcome<Done>> SetSlowMode(SetSlowMode command);

    /// <summary>An application from this room became durable: counts it and shows it on the desks.</summary>
    [Alias("ApplicationReceived")]
    Task ApplicationReceived(ApplicationSummary application);

    /// <summary>The room's plan (title, jobs, rundown, visibility) was changed in the database; read it again.</summary>
    [Alias("PlanChanged")]
    Task PlanChanged();

    /// <summary>Everything a browser needs to draw the room; null when there is no such room.</summary>
    [ReadOnly, AlwaysInterleave, Alias("GetSnapshot")]
    Task<RoomSnapshot?> GetSnapshot();

    /// <summary>At most 500 items after the sequence: from memory where they are still there, from the rows otherwise.</summary>
    [ReadOnly, AlwaysInterleave, Alias("ReadFeed")]
    Task<FeedPage> ReadFeed(long after);

    [ReadOnly, AlwaysInterleave, Alias("GetFunnels")]
    Task<CardFunnel[]> GetFunnels();

    /// <summary>What holds for the person now: muted or removed, and until when; null when free.</summary>
    [ReadOnly, AlwaysInterleave, Alias("GetRestriction")]
    Task<ViewerRestriction?> GetRestriction(Guid userId);

    /// <summary>
    /// Hosts renew this every 2 s, since a room that came up on another machine knows nobody; one that has not for a minute is dropped.
    /// A host that the room did not know is told where the feed stands.
    /// </summary>
    [AlwaysInterleave, Alias("Subscribe")]
    Task Subscribe(Guid hostId, ILiveRoomObserver observer);

    [AlwaysInterleave, Alias("Unsubscribe")]
    Task Unsubscribe(Guid hostId);

    /// <summary>Each host at most twice a second while there is something to say.</summary>
    [AlwaysInterleave, Alias("ReportAudience")]
    Task ReportAudience(AudienceDelta delta);

    /// <summary>From the media ingest: the picture came, broke off or goes on.</summary>
    [Alias("ReportStream")]
    Task ReportStream(ReportStream report);
}

/// <summary>A web host that has viewers of the room. Calls to one host come in order.</summary>
[Alias("live-room-observer")]
public interface ILiveRoomObserver : IGrainObserver
{
    /// <summary>For all viewers, cut about every 100 ms; at once when it holds an item that must arrive.</summary>
    [OneWay, Alias("FeedPublished")]
    Task FeedPublished(FeedBatch batch);

    /// <summary>For the desks only.</summary>
    [OneWay, Alias("ApplicationArrived")]
    Task ApplicationArrived(Guid roomId, ApplicationSummary application, CardFunnel? funnel);

    /// <summary>For one person, on all of its sockets: muted until, or removed (the sockets are then closed).</summary>
    [OneWay, Alias("ViewerRestricted")]
    Task ViewerRestricted(Guid roomId, Guid userId, DateTimeOffset? until, bool removed, string? reason);
}
