using Pinchang.Contracts.Notifications;

namespace Pinchang.Contracts.Exams;

public enum ScoreStanding
{
    /// <summary>Took every part.</summary>
    Scored,

    /// <summary>缺考。</summary>
    Absent,

    /// <summary>The sitting was ended for a violation; no score.</summary>
    Void,
}

public enum ScoreNoticeState
{
    /// <summary>Assembled and checked; waits for the client.</summary>
    Assembled,

    /// <summary>The client has confirmed.</summary>
    Confirmed,

    /// <summary>Public, until its term ends.</summary>
    Published,

    /// <summary>Taken down, by its term or by an officer.</summary>
    TakenDown,

    /// <summary>A newer one took its place.</summary>
    Superseded,
}

/// <summary>One subject of a candidate's score.</summary>
public sealed record ScorePart(Guid SittingId, string Name, decimal Points, decimal FullPoints, decimal Objective, decimal Marked, decimal Weight);

/// <summary>Where the two scorers do not agree.</summary>
public sealed record ScoreDifference(string TicketNumber, string Part, decimal? First, decimal? Second);

/// <summary>What the second scorer found.</summary>
public sealed record ScoreCheck
{
    public required DateTimeOffset CheckedAt { get; init; }

    public required int Scripts { get; init; }

    public required int Parts { get; init; }

    public required int Differences { get; init; }

    /// <summary>The first hundred of them.</summary>
    public required ScoreDifference[] Listed { get; init; }
}

/// <summary>A project's scores as the officer works on them.</summary>
public sealed record ScoreOffice
{
    public required Guid ProjectId { get; init; }

    public required string ProjectTitle { get; init; }

    /// <summary>What still stands between the marking and a release.</summary>
    public string? Obstacle { get; init; }

    /// <summary>What each marked sitting weighs.</summary>
    public required SittingWeight[] Weights { get; init; }

    public ScoreCheck? Check { get; init; }

    public ScoreNoticeDetails? Notice { get; init; }

    /// <summary>Those that wait for an answer first.</summary>
    public required Page<RecheckDetails> Rechecks { get; init; }
}

public sealed record SittingWeight(Guid RoundId, string Name, decimal Weight);

public sealed record ScoreNoticeSummary
{
    public required Guid Id { get; init; }

    public required int Version { get; init; }

    public required ScoreNoticeState State { get; init; }

    public required DateTimeOffset AssembledAt { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public DateTimeOffset? TakenDownAt { get; init; }
}

public sealed record ScoreNoticeDetails
{
    public required ScoreNoticeSummary Summary { get; init; }

    public required int Scored { get; init; }

    public required int Absent { get; init; }

    public required int Void { get; init; }

    public decimal? Highest { get; init; }

    public decimal? Mean { get; init; }

    /// <summary>SHA-256 of the scores as assembled; what the client confirms and what is published are the same bytes.</summary>
    public required string Fingerprint { get; init; }

    public string? ConfirmedBy { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public string? ConfirmationReference { get; init; }

    /// <summary>The last day on which it is public.</summary>
    public DateOnly? PublicUntil { get; init; }

    public required DeliveryFigures Deliveries { get; init; }
}

/// <summary>A candidate's line in the officer's list.</summary>
public sealed record ScoreRow
{
    public required string TicketNumber { get; init; }

    public required string MaskedName { get; init; }

    public required string Position { get; init; }

    public required ScoreStanding Standing { get; init; }

    public decimal? Total { get; init; }

    public int? Rank { get; init; }

    public required ScorePart[] Parts { get; init; }
}

/// <summary>A notice's list as the officer leafs through it, and who took it out.</summary>
public sealed record ScoreList
{
    public required Guid ProjectId { get; init; }

    public required string ProjectTitle { get; init; }

    public required ScoreNoticeSummary Notice { get; init; }

    public required Page<ScoreRow> Scores { get; init; }

    /// <summary>The last twenty.</summary>
    public required ListExport[] Exports { get; init; }
}

public sealed record ListExport(string By, DateTimeOffset At, string Reason, int Rows);

/// <summary>What the client confirmed and how that is proven. Its own sign-off takes this place later.</summary>
public sealed record ConfirmScores(string ConfirmedBy, string Reference, string Fingerprint);

/// <summary>Publishes for so many days; re-checks may be asked for in the first <paramref name="RecheckDays"/>.</summary>
public sealed record PublishScores(int Days = 7, int RecheckDays = 3);

public sealed record TakeDownScores(string Reason);

public sealed record DeliveryFigures(int Total, int Sent, int Waiting, int Failed);

/// <summary>Proof of sending, per person and channel. A failed one is sent again once; what became of that is a line of its own.</summary>
public sealed record Delivery(
    Guid MessageId,
    string TicketNumber,
    string MaskedName,
    MessageChannel Channel,
    string Recipient,
    DeliveryState State,
    int Attempts,
    DateTimeOffset? SentAt,
    string? Failure,
    bool IsRepeated);

/// <summary>What anybody may read: card number, masked name, result.</summary>
public sealed record PublishedScores
{
    public required Guid ProjectId { get; init; }

    public required string ProjectTitle { get; init; }

    public required string ClientName { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public required DateOnly PublicUntil { get; init; }

    public required string[] Positions { get; init; }

    public required Page<PublishedScore> Scores { get; init; }
}

public sealed record PublishedScore(string TicketNumber, string MaskedName, string Position, ScoreStanding Standing, decimal? Total, int? Rank);

/// <summary>The candidate's own score, for print.</summary>
public sealed record ScoreSlip
{
    public required Guid RegistrationId { get; init; }

    public required Guid ProjectId { get; init; }

    public required string ProjectTitle { get; init; }

    public required string ClientName { get; init; }

    public required string Position { get; init; }

    public required string CandidateName { get; init; }

    public required string TicketNumber { get; init; }

    public required ScoreStanding Standing { get; init; }

    public required ScorePart[] Parts { get; init; }

    public decimal? Total { get; init; }

    public int? Rank { get; init; }

    public required int RankedOf { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Short form of the hash of this slip, by which the office recognises a printed one.</summary>
    public required string Code { get; init; }

    /// <summary>Until when a re-check may be asked for; null when that is over.</summary>
    public DateTimeOffset? RecheckUntil { get; init; }

    public RecheckDetails? Recheck { get; init; }
}

public enum SlipValidity
{
    /// <summary>It is the newest published score of its candidate.</summary>
    Valid,

    /// <summary>A corrected one took its place.</summary>
    Superseded,

    /// <summary>Its notice was taken down.</summary>
    TakenDown,
}

/// <summary>What anybody who holds a slip may compare it with. Ticket number and code together name one; neither does alone.</summary>
public sealed record SlipCheck
{
    public required SlipValidity Validity { get; init; }

    public required string ProjectTitle { get; init; }

    public required string ClientName { get; init; }

    public required string MaskedName { get; init; }

    /// <summary>The last four of the ticket number.</summary>
    public required string TicketTail { get; init; }

    public required string Position { get; init; }

    public required ScoreStanding Standing { get; init; }

    public required ScorePart[] Parts { get; init; }

    public decimal? Total { get; init; }

    public int? Rank { get; init; }

    public required int RankedOf { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }
}

public enum RecheckState
{
    Requested,

    /// <summary>The score stands.</summary>
    Upheld,

    /// <summary>An answer was sent back to marking; a corrected notice follows.</summary>
    Corrected,
}

public sealed record RequestRecheck(string Reason);

public sealed record AnswerRecheck(bool Corrected, string Answer);

public sealed record RecheckDetails
{
    public required Guid Id { get; init; }

    public required string TicketNumber { get; init; }

    public required string MaskedName { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public required RecheckState State { get; init; }

    public string? Answer { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }
}

/// <summary>A re-check with what the officer looks at.</summary>
public sealed record RecheckFile(RecheckDetails Recheck, RecheckPart[] Parts);

public sealed record RecheckPart(string Name, string Code, decimal Objective, RecheckObjective[] Lost, RecheckAnswer[] Answers);

/// <summary>A question that the system scored and that did not earn all its points.</summary>
public sealed record RecheckObjective(int QuestionNumber, decimal Points, decimal MaxPoints);

public sealed record RecheckAnswer(Guid TaskId, int QuestionNumber, decimal MaxPoints, decimal? Points, Settlement? By, MarkingTaskState State);
