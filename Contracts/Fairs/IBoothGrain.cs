using Orleans;
using Orleans.Concurrency;

namespace Pinchang.Contracts.Fairs;

/// <summary>
/// One booth of a fair: its queue, its calls and its talks, in one order. Keyed by the booth's id. What it answers is
/// durable; everything is judged by the server's clock.
/// </summary>
[Alias("booth")]
public interface IBoothGrain : IGrainWithGuidKey
{
    /// <summary>One living number per candidate and booth; only while the fair is open (JF-3.1).</summary>
    [Alias("TakeNumber")]
    Task<Outcome<QueuePlace>> TakeNumber(TakeNumber command);

    [Alias("LeaveQueue")]
    Task<Outcome<QueuePlace>> LeaveQueue(LeaveQueue command);

    /// <summary>
    /// Calls the first number that may be called, for a recruiter who is in no call or talk. A candidate belongs to one
    /// call or talk at a time, whatever the booth.
    /// </summary>
    [Alias("CallNext")]
    Task<Outcome<TalkStanding>> CallNext(CallNext command);

    /// <summary>The candidate takes the call, received before its time was up.</summary>
    [Alias("AnswerCall")]
    Task<Outcome<TalkStanding>> AnswerCall(AnswerCall command);

    [Alias("SkipPlace")]
    Task<Outcome<QueuePlace>> SkipPlace(SkipPlace command);

    [Alias("ExtendTalk")]
    Task<Outcome<TalkStanding>> ExtendTalk(ExtendTalk command);

    /// <summary>By either side; a second end answers as the first.</summary>
    [Alias("EndTalk")]
    Task<Outcome<TalkStanding>> EndTalk(EndTalk command);

    [Alias("ShareResume")]
    Task<Outcome<TalkStanding>> ShareResume(ShareResume command);

    [Alias("NoteTalk")]
    Task<Outcome<TalkStanding>> NoteTalk(NoteTalk command);

    [Alias("SettleTalk")]
    Task<Outcome<TalkStanding>> SettleTalk(SettleTalk command);

    [Alias("UndoResult")]
    Task<Outcome<TalkStanding>> UndoResult(UndoResult command);

    /// <summary>Screened, kept, then passed on.</summary>
    [Alias("SayInTalk")]
    Task<Outcome<TalkMessage>> SayInTalk(SayInTalk command);

    [Alias("TakeDuty")]
    Task<Outcome<BoothFigures>> TakeDuty(TakeDuty command);

    [Alias("SetState")]
    Task<Outcome<BoothFigures>> SetState(SetBoothState command);

    /// <summary>Null when there is no such booth.</summary>
    [ReadOnly, AlwaysInterleave, Alias("GetSnapshot")]
    Task<BoothSnapshot?> GetSnapshot();

    /// <summary>A living number, or the candidate's last one here; null when there was none.</summary>
    [ReadOnly, AlwaysInterleave, Alias("FindPlace")]
    Task<QueuePlace?> FindPlace(Guid candidateId);

    /// <summary>A call or talk of this booth that is not over, or was over within the last hours; null otherwise.</summary>
    [ReadOnly, AlwaysInterleave, Alias("FindTalk")]
    Task<TalkStanding?> FindTalk(Guid talkId);

    /// <summary>From the fair: who of those that concern this booth is there, and who is taken by another booth.</summary>
    [AlwaysInterleave, Alias("NoteAttendance")]
    Task NoteAttendance(AttendanceChange[] changes);

    /// <summary>The person asked for something that concerns this booth: a sign of life without a socket.</summary>
    [OneWay, AlwaysInterleave, Alias("NoteSeen")]
    Task NoteSeen(Guid personId);

    /// <summary>Passed on to the other side of a talk that is on; false when there is none.</summary>
    [AlwaysInterleave, Alias("Relay")]
    Task<bool> Relay(Guid talkId, Guid senderId, string signal);

    /// <summary>The fair's hours, settings, state or the booth's people changed in the database; read them again.</summary>
    [Alias("PlanChanged")]
    Task PlanChanged();

    /// <summary>Wakes the booth so that what is due happens though nobody asks.</summary>
    [Alias("KeepTime")]
    Task KeepTime();
}

/// <summary>
/// One fair, for what crosses booths: who is there, who is in a talk, and which hosts are to be told. It keeps nothing: all
/// of it is read again from rows and sockets when it wakes. Keyed by the fair's id.
/// </summary>
[Alias("fair")]
public interface IFairGrain : IGrainWithGuidKey
{
    /// <summary>Hosts renew this every 5 s with all the people they have; one that has not for a minute is dropped with its people.</summary>
    [AlwaysInterleave, Alias("Subscribe")]
    Task Subscribe(Guid hostId, Guid[] people, IFairObserver observer);

    [AlwaysInterleave, Alias("Unsubscribe")]
    Task Unsubscribe(Guid hostId);

    /// <summary>One person's first socket at a host came, or its last one went.</summary>
    [AlwaysInterleave, Alias("NotePresence")]
    Task NotePresence(Guid hostId, Guid personId, bool present);

    /// <summary>A booth says what changed there; told to hosts and to the other booths that it concerns.</summary>
    [OneWay, AlwaysInterleave, Alias("BoothChanged")]
    Task BoothChanged(BoothChange change);

    [OneWay, AlwaysInterleave, Alias("Post")]
    Task Post(FairNotice notice);

    /// <summary>Told on to the booths that are awake; one that wakes reads it, and each looks by itself every few seconds.</summary>
    [OneWay, AlwaysInterleave, Alias("PlanChanged")]
    Task PlanChanged();

    /// <summary>A booth that wakes asks about the people it has.</summary>
    [AlwaysInterleave, Alias("Concerns")]
    Task<AttendanceChange[]> Concerns(Guid boothId, Guid[] people);

    [ReadOnly, AlwaysInterleave, Alias("GetFigures")]
    Task<FairStanding> GetFigures();
}

/// <summary>A web host with people in the fair. Calls to one host come in order.</summary>
[Alias("fair-observer")]
public interface IFairObserver : IGrainObserver
{
    [OneWay, Alias("Told")]
    Task Told(FairTidings tidings);
}

/// <param name="TakenBy">The booth whose call or talk the person is in.</param>
/// <param name="SeenAt">When it was last there; now while it is.</param>
[GenerateSerializer, Immutable, Alias("attendance-change")]
public sealed record AttendanceChange(
    [property: Id(0)] Guid PersonId, [property: Id(1)] bool Present, [property: Id(2)] DateTimeOffset SeenAt, [property: Id(3)] Guid? TakenBy);

/// <summary>What a booth tells its fair after a change is durable.</summary>
[GenerateSerializer, Immutable, Alias("booth-change")]
public sealed record BoothChange
{
    [Id(0)]
    public required BoothFigures Figures { get; init; }

    [Id(1)]
    public required long Revision { get; init; }

    /// <summary>For the candidates concerned.</summary>
    [Id(2)]
    public AddressedPlace[] Places { get; init; } = [];

    /// <summary>For both sides of each.</summary>
    [Id(3)]
    public TalkStanding[] Talks { get; init; } = [];

    /// <summary>For both sides of the talk.</summary>
    [Id(4)]
    public TalkMessage? Message { get; init; }

    [Id(5)]
    public Guid[] MessageTo { get; init; } = [];

    [Id(6)]
    public RelayedSignal? Signal { get; init; }

    /// <summary>All who wait, are called or talk here or are on duty: who is to be reported to this booth. Null when only those who came and went are said.</summary>
    [Id(7)]
    public Guid[]? People { get; init; }

    /// <summary>Those of them who are in a call or talk. Null when unchanged.</summary>
    [Id(8)]
    public Guid[]? Taken { get; init; }

    [Id(9)]
    public Guid[] Came { get; init; } = [];

    [Id(10)]
    public Guid[] Went { get; init; } = [];
}

/// <param name="IsCall">Just called: to be found on whatever page the candidate is.</param>
[GenerateSerializer, Immutable, Alias("addressed-place")]
public sealed record AddressedPlace([property: Id(0)] Guid CandidateId, [property: Id(1)] QueuePlace Place, [property: Id(2)] bool IsCall);

[GenerateSerializer, Immutable, Alias("relayed-signal")]
public sealed record RelayedSignal([property: Id(0)] Guid TalkId, [property: Id(1)] Guid To, [property: Id(2)] string Signal);

/// <summary>What a host passes on to its people.</summary>
[GenerateSerializer, Immutable, Alias("fair-tidings")]
public sealed record FairTidings
{
    [Id(0)]
    public required Guid FairId { get; init; }

    /// <summary>One booth's change, at once, for the people and desks concerned.</summary>
    [Id(1)]
    public BoothChange? Change { get; init; }

    /// <summary>The booths that changed since the last time, for everybody.</summary>
    [Id(2)]
    public BoothFigures[] Booths { get; init; } = [];

    [Id(3)]
    public FairFigures? Figures { get; init; }

    [Id(4)]
    public FairNotice? Notice { get; init; }
}

[GenerateSerializer, Immutable, Alias("fair-standing")]
public sealed record FairStanding([property: Id(0)] FairFigures Figures, [property: Id(1)] BoothFigures[] Booths);
