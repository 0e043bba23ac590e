namespace Pinchang.Contracts.Fairs;

/// <summary><c>GET /api/booths/{id}/desk</c>: what moves at the booth, for its people on duty; what lasts is in <see cref="BoothDetails"/>.</summary>
public sealed record BoothDesk
{
    public required BoothFigures Figures { get; init; }

    /// <summary>All living numbers, in order.</summary>
    public required QueueEntry[] Queue { get; init; }

    /// <summary>Who is called next, if anybody can be.</summary>
    public Guid? NextPlaceId { get; init; }

    /// <summary>The booth's calls and talks that are not over.</summary>
    public required TalkStanding[] Talks { get; init; }

    /// <summary>The last that are over, newest first, with what is still to be settled.</summary>
    public required TalkRecord[] Recent { get; init; }

    /// <summary>The caller's own call or talk.</summary>
    public Guid? TalkId { get; init; }

    public required bool OnDuty { get; init; }

    public required long Revision { get; init; }

    public required DateTimeOffset ServerNow { get; init; }
}

/// <summary>A talk that is over, as the booth keeps it.</summary>
public sealed record TalkRecord(TalkStanding Standing, string? Note, int Seconds);

/// <summary><c>POST /api/booths/{id}/duties</c>: takes up duty, or leaves it.</summary>
public sealed record TakeDutyRequest(bool OnDuty);

/// <summary><c>POST /api/booths/{id}/pauses</c> by the booth or by those who run the fair; false goes on.</summary>
public sealed record PauseBoothRequest(bool Paused, string? Reason = null);

/// <summary><c>POST /api/booths/{id}/closures</c>, by those who run the fair: for good; those who wait are told.</summary>
public sealed record CloseBoothRequest(string Reason);

public enum AnomalyKind
{
    /// <summary>People wait and nobody is on duty.</summary>
    Unattended,

    /// <summary>People wait and nobody was called for a while.</summary>
    NoCalls,

    /// <summary>The wait is longer than an hour.</summary>
    LongWait,

    /// <summary>Many calls are missed.</summary>
    ManyMissed,

    /// <summary>Paused for a while with people waiting.</summary>
    PausedLong,

    /// <summary>A talk was held by screening rules more than once.</summary>
    Screened,

    /// <summary>A notice stands without proof on a medium after 24 hours.</summary>
    NoticeOverdue,
}

/// <summary>One thing that needs a person, with what would help.</summary>
/// <param name="Since">Since when it holds.</param>
/// <param name="Figure">What was counted: people, minutes or per cent.</param>
public sealed record Anomaly(AnomalyKind Kind, Guid? BoothId, string? BoothNumber, string? EmployerName, DateTimeOffset Since, int Figure);

public sealed record BoardBooth
{
    public required Guid Id { get; init; }

    public required Guid HallId { get; init; }

    public required string Number { get; init; }

    public required string EmployerName { get; init; }

    public required BoothFigures Figures { get; init; }

    public required int Missed { get; init; }

    public required int Lapsed { get; init; }

    /// <summary>Median minutes from number to talk, of those who talked.</summary>
    public int? MedianWaitMinutes { get; init; }

    /// <summary>Longest wait of those who wait now, in minutes.</summary>
    public required int LongestWaitMinutes { get; init; }

    public DateTimeOffset? LastCallAt { get; init; }

    public required int Applications { get; init; }
}

/// <summary><c>GET /api/fairs/{id}/board</c> (JF-8.3.2): one screen; what is wrong stands in <see cref="Anomalies"/>.</summary>
public sealed record FairBoard
{
    public required FairSummary Fair { get; init; }

    public required FairFigures Figures { get; init; }

    public required FairHall[] Halls { get; init; }

    public required BoardBooth[] Booths { get; init; }

    public required Anomaly[] Anomalies { get; init; }

    public required int PendingExhibitors { get; init; }

    public required int PendingRegistrations { get; init; }

    public required FairNotice[] Notices { get; init; }

    public required DateTimeOffset ServerNow { get; init; }
}

/// <summary>A bar or point of a chart.</summary>
public sealed record ChartPoint(string Label, int Value);

/// <summary>A quarter of an hour of the fair, or more of a fair of days.</summary>
public sealed record FairMoment(DateTimeOffset At, int NumbersTaken, int Talks, int Missed);

public sealed record SummaryBooth(
    string Number, string EmployerName, int Jobs, int Headcount, int NumbersTaken, int Talks, int Missed, int Fits, int SecondTalks, int DoesNotFit, int Applications, int? MedianWaitMinutes, int? MedianTalkMinutes);

/// <summary><c>GET /api/fairs/{id}/summary(.csv|.xlsx)</c> (JF-8.3.3): supply, demand and results.</summary>
public sealed record FairReport
{
    public required FairSummary Fair { get; init; }

    public required int Exhibitors { get; init; }

    public required int Jobs { get; init; }

    public required int Headcount { get; init; }

    public required int Registered { get; init; }

    /// <summary>Candidates who took a number.</summary>
    public required int Attended { get; init; }

    public required int NumbersTaken { get; init; }

    public required int Talks { get; init; }

    public required int Missed { get; init; }

    public required int Fits { get; init; }

    public required int SecondTalks { get; init; }

    public required int DoesNotFit { get; init; }

    public required int Unsettled { get; init; }

    public required int Applications { get; init; }

    public int? MedianWaitMinutes { get; init; }

    public int? MedianTalkMinutes { get; init; }

    public required ChartPoint[] JobsByCity { get; init; }

    public required ChartPoint[] HeadcountByEducation { get; init; }

    public required ChartPoint[] JobsByIndustry { get; init; }

    /// <summary>Booths that opened per 1,000-yuan band of the jobs' lower pay.</summary>
    public required ChartPoint[] JobsByPay { get; init; }

    public required ChartPoint[] CandidatesByEducation { get; init; }

    public required FairMoment[] Moments { get; init; }

    public required SummaryBooth[] Booths { get; init; }
}
