using System.Collections.Immutable;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.Domain.Tests.Exams.Invigilation;

/// <summary>A sitting that has run for twenty minutes, and candidates in it.</summary>
internal static class Sights
{
    public static readonly DateTimeOffset Start = new(2026, 11, 28, 1, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Now = Start.AddMinutes(20);

    public static readonly SittingWatch Watch = new()
    {
        SittingId = Id(1),
        PaperId = Guid.Empty,
        ProjectId = Id(2),
        ProjectTitle = "2026年度公开招聘",
        Title = "综合知识",
        OpensAt = Start.AddMinutes(-30),
        StartsAt = Start,
        EndsAt = Start.AddHours(2),
        Recorded = true,
    };

    /// <summary>Answers, is heard and recorded.</summary>
    public static readonly CandidateSight Working = new()
    {
        SessionId = Id(10),
        Name = "周宁",
        TicketNumber = "2026010001",
        Seat = "01",
        State = ExamSessionState.Started,
        StartedAt = Start,
        Identity = IdentityState.Passed,
        HeardAt = Now.AddSeconds(-5),
        Heartbeat = new(1, 0, Visible: true, Camera: true, Microphone: true, Screen: true),
        HeartbeatAt = Now.AddSeconds(-5),
        PieceAt = ImmutableDictionary<RecordingTrack, DateTimeOffset>.Empty
            .Add(RecordingTrack.Camera, Now.AddSeconds(-6)).Add(RecordingTrack.Screen, Now.AddSeconds(-7)),
    };

    public static readonly CandidateSight Expected = Working with
    {
        State = ExamSessionState.Arranged,
        StartedAt = null,
        HeardAt = null,
        Heartbeat = null,
        PieceAt = ImmutableDictionary<RecordingTrack, DateTimeOffset>.Empty,
    };

    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    public static CandidateRisk Risk(this CandidateSight sight, bool connected = true, DateTimeOffset? now = null) =>
        RiskOrder.Judge(sight, Watch, connected, now ?? Now);

    public static SessionEvent Happened(SessionEventKind kind, DateTimeOffset? at = null, string? detail = null, int id = 500) => new()
    {
        Id = Id(id),
        SessionId = Id(10),
        Kind = kind,
        Weight = EventWeights.Of(kind),
        At = at ?? Now.AddSeconds(-2),
        ReceivedAt = at ?? Now.AddSeconds(-2),
        Detail = detail,
    };

    public static CandidateSight With(this CandidateSight sight, SessionEvent happened) =>
        sight.After(new WatchFact { SessionId = sight.SessionId, At = happened.At, Event = happened });

    public static CandidateSight Decided(this CandidateSight sight, int id = 500) =>
        sight.After(new WatchFact { SessionId = sight.SessionId, At = Now, Decided = [Id(id)] });
}
