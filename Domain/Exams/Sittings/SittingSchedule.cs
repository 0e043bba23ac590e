using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Sittings;

/// <summary>The times of a sitting as they hold now. Windows are <c>[start, end)</c>.</summary>
/// <param name="EndsAt">As planned; what was granted to everybody is in <paramref name="ExtraSeconds"/>.</param>
public sealed record SittingSchedule(
    DateTimeOffset OpensAt,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    DateTimeOffset LatestEntryAt,
    DateTimeOffset EarliestHandInAt,
    int GraceSeconds,
    int ExtraSeconds);

/// <summary>
/// The one place that turns times into a phase. All parties start at one moment and so have one end, moved by what was granted to the
/// sitting and to the person; nobody's clock but the server's is asked.
/// </summary>
public static class ExamPhase
{
    public static SessionPhase Of(DateTimeOffset now, SittingSchedule schedule, int extraSeconds) =>
        now < schedule.OpensAt ? SessionPhase.NotOpen
        : now < schedule.StartsAt ? SessionPhase.Waiting
        : now < DeadlineOf(schedule, extraSeconds) ? SessionPhase.Running
        : now < CloseOf(schedule, extraSeconds) ? SessionPhase.Grace
        : SessionPhase.Over;

    /// <summary>When the candidate must stop: what their screen counts down to.</summary>
    public static DateTimeOffset DeadlineOf(SittingSchedule schedule, int extraSeconds) =>
        schedule.EndsAt.AddSeconds(schedule.ExtraSeconds + extraSeconds);

    /// <summary>When what is received counts no more: the grace is for what was on its way.</summary>
    public static DateTimeOffset CloseOf(SittingSchedule schedule, int extraSeconds) =>
        DeadlineOf(schedule, extraSeconds).AddSeconds(schedule.GraceSeconds);
}
