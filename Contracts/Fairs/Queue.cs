using Orleans;

namespace Pinchang.Contracts.Fairs;

[GenerateSerializer, Alias("place-state")]
public enum PlaceState
{
    Waiting,

    /// <summary>To be answered before <see cref="QueuePlace.AnswerBy"/>.</summary>
    Called,
    Talking,

    /// <summary>Ended: the talk took place.</summary>
    Done,

    /// <summary>Ended: the candidate gave the number back.</summary>
    Left,

    /// <summary>Ended: too many calls were missed (过号).</summary>
    Lapsed,

    /// <summary>Ended: without a connection for longer than the grace.</summary>
    Lost,

    /// <summary>Ended: booth or fair closed before its turn.</summary>
    Closed,
}

/// <summary>在线, 暂离 (within the grace), 失联 (beyond it).</summary>
[GenerateSerializer, Alias("presence")]
public enum Presence
{
    Online,
    Away,
    Lost,
}

/// <summary>Why a waiting number is passed over for the moment; it keeps its order.</summary>
[GenerateSerializer, Alias("hold")]
public enum Hold
{
    None,

    /// <summary>In a talk at another booth, or called by it.</summary>
    Busy,

    /// <summary>No connection just now.</summary>
    Away,

    /// <summary>Put off or missed a call a moment ago: the next ones go first for two minutes.</summary>
    PutOff,
}

/// <summary>A candidate's number at a booth, as the candidate sees it. <c>GET /api/queue-places/mine</c> has all that live.</summary>
[GenerateSerializer, Immutable, Alias("queue-place")]
public sealed record QueuePlace
{
    [Id(0)]
    public required Guid Id { get; init; }

    [Id(1)]
    public required Guid FairId { get; init; }

    [Id(2)]
    public required Guid BoothId { get; init; }

    [Id(3)]
    public required string EmployerName { get; init; }

    /// <summary>The number; never given twice at a booth.</summary>
    [Id(4)]
    public required int Number { get; init; }

    /// <summary>Numbers that wait and come first.</summary>
    [Id(5)]
    public required int Before { get; init; }

    /// <summary>Null when nobody can say; <see cref="Booth"/> says why.</summary>
    [Id(6)]
    public WaitEstimate? Wait { get; init; }

    [Id(7)]
    public required PlaceState State { get; init; }

    [Id(8)]
    public required Hold Hold { get; init; }

    [Id(9)]
    public required BoothState Booth { get; init; }

    [Id(10)]
    public required int OnDuty { get; init; }

    /// <summary>Calls missed or put off at this booth so far; a new number does not forget them.</summary>
    [Id(11)]
    public required int Skips { get; init; }

    [Id(12)]
    public required int MostSkips { get; init; }

    [Id(13)]
    public required DateTimeOffset JoinedAt { get; init; }

    /// <summary>While called.</summary>
    [Id(14)]
    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>While called or talking.</summary>
    [Id(15)]
    public Guid? TalkId { get; init; }

    [Id(16)]
    public required DateTimeOffset ServerNow { get; init; }

    /// <summary>Grows with each change; a lower one that comes later is old.</summary>
    [Id(17)]
    public required long Revision { get; init; }
}

/// <summary><c>POST /api/booths/{id}/queue-places</c>. The place's id is the idempotency key.</summary>
/// <param name="ShareResume">Whether the booth may read the résumé while the number lives.</param>
public sealed record TakeNumberRequest(bool ShareResume = false);

/// <summary><c>POST /api/queue-places/{id}/skips</c>: by the candidate who is called (稍后再叫我), or by the booth's recruiter with a reason.</summary>
public sealed record SkipPlaceRequest(string? Reason = null);

/// <summary>A number as the booth's desk sees it.</summary>
[GenerateSerializer, Immutable, Alias("queue-entry")]
public sealed record QueueEntry
{
    [Id(0)]
    public required Guid PlaceId { get; init; }

    [Id(1)]
    public required int Number { get; init; }

    [Id(2)]
    public required Guid CandidateId { get; init; }

    [Id(3)]
    public required string CandidateName { get; init; }

    [Id(4)]
    public string? Headline { get; init; }

    [Id(5)]
    public required PlaceState State { get; init; }

    [Id(6)]
    public required Presence Presence { get; init; }

    [Id(7)]
    public required Hold Hold { get; init; }

    [Id(8)]
    public required int Skips { get; init; }

    [Id(9)]
    public required DateTimeOffset JoinedAt { get; init; }

    [Id(10)]
    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>Whether <c>GET /api/queue-places/{id}/resume</c> answers the booth.</summary>
    [Id(11)]
    public required bool ResumeShared { get; init; }

    /// <summary>Talks with this booth before, in this fair.</summary>
    [Id(12)]
    public required int EarlierTalks { get; init; }
}
