using System.Collections.Immutable;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Invigilation;

/// <summary>
/// Who needs a look first. Nothing is decided here: what stands first is only what a person should see first, and the cause says why.
/// First those who cannot go on or cannot be seen, then what nobody has decided, then what may become something, then the rest.
/// </summary>
public static class RiskOrder
{
    /// <summary>Two heartbeats of fifteen seconds, and some for the way.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(35);

    /// <summary>Answers that wait this long are not just being typed.</summary>
    public static readonly TimeSpan PendingPatience = TimeSpan.FromSeconds(45);

    /// <summary>A reload takes less.</summary>
    public static readonly TimeSpan HiddenPatience = TimeSpan.FromSeconds(3);

    public static CandidateRisk Judge(CandidateSight sight, SittingWatch watch, bool connected, DateTimeOffset now)
    {
        if (sight.IsOver)
        {
            // The candidate is gone; what was raised still wants a decision.
            return OldestOpen(sight.Open) is { } left
                ? new(RiskLevel.Attention, left.Weight == EventWeight.Serious ? RiskCause.SeriousEvent : RiskCause.OpenEvent, left.At)
                : new(RiskLevel.Quiet, Gone(sight.State), null);
        }

        if (sight.EntryRequest is { } device)
        {
            return new(RiskLevel.Urgent, RiskCause.DeviceWaiting, device.At);
        }

        if (Oldest(sight.Open, open => open.Kind == SessionEventKind.HelpAsked) is { } help)
        {
            return new(RiskLevel.Urgent, RiskCause.HelpAsked, help.At);
        }

        if (sight.State == ExamSessionState.Arranged)
        {
            return now < watch.StartsAt
                ? new(RiskLevel.Quiet, RiskCause.NotExpectedYet, null)
                : new(RiskLevel.Attention, RiskCause.NotArrived, watch.StartsAt);
        }

        return Present(sight, watch, connected, now);
    }

    /// <summary>The order of the wall: level, cause, who waits longest, seat.</summary>
    public static int Compare(WallTile one, WallTile other)
    {
        var level = other.Risk.Level.CompareTo(one.Risk.Level);
        var cause = level != 0 ? level : one.Risk.Cause.CompareTo(other.Risk.Cause);
        var since = cause != 0 ? cause : Nullable.Compare(one.Risk.Since, other.Risk.Since);
        return since != 0 ? since : string.CompareOrdinal(one.Seat ?? one.TicketNumber, other.Seat ?? other.TicketNumber);
    }

    private static CandidateRisk Present(CandidateSight sight, SittingWatch watch, bool connected, DateTimeOffset now)
    {
        var started = sight.State == ExamSessionState.Started;
        var silent = sight.HeardAt is { } heard && now - heard >= Silence;
        if (silent)
        {
            // Once somebody has decided on it, it is known; it still shows.
            var known = sight.SilentSince is not null && sight.Open.All(open => open.Kind != SessionEventKind.HeartbeatLost);
            return new(started && !known ? RiskLevel.Urgent : RiskLevel.Attention, RiskCause.Silent, sight.HeardAt);
        }

        if (Oldest(sight.Open, open => IsStop(open.Kind)) is { } stop)
        {
            return new(RiskLevel.Urgent, RiskCause.RecordingStopped, stop.At);
        }

        if (Oldest(sight.Open, open => open.Weight == EventWeight.Serious) is { } serious)
        {
            return new(RiskLevel.Urgent, RiskCause.SeriousEvent, serious.At);
        }

        if (sight.Identity == IdentityState.Submitted)
        {
            return new(now >= watch.StartsAt ? RiskLevel.Urgent : RiskLevel.Attention, RiskCause.IdentityWaiting, null);
        }

        if (OldestOpen(sight.Open) is { } raised)
        {
            return new(RiskLevel.Attention, RiskCause.OpenEvent, raised.At);
        }

        if (started && sight.HiddenSince is { } hidden && now - hidden >= HiddenPatience)
        {
            return new(RiskLevel.Attention, RiskCause.PageLeft, hidden);
        }

        if (started && !connected)
        {
            return new(RiskLevel.Attention, RiskCause.LineLost, sight.HeardAt);
        }

        return sight.PendingSince is { } pending && now - pending >= PendingPatience
            ? new(RiskLevel.Attention, RiskCause.AnswersPending, pending)
            : new(RiskLevel.Calm, RiskCause.None, null);
    }

    private static bool IsStop(SessionEventKind kind) =>
        kind is SessionEventKind.CameraStopped or SessionEventKind.ScreenStopped or SessionEventKind.PiecesLate;

    private static OpenEvent? OldestOpen(ImmutableArray<OpenEvent> open) =>
        Oldest(open, raised => raised.Weight == EventWeight.Serious) ?? Oldest(open, _ => true);

    private static OpenEvent? Oldest(ImmutableArray<OpenEvent> open, Func<OpenEvent, bool> matches) => open.Where(matches).MinBy(raised => raised.At);

    private static RiskCause Gone(ExamSessionState state) => state switch
    {
        ExamSessionState.HandedIn => RiskCause.HandedIn,
        ExamSessionState.Terminated => RiskCause.Terminated,
        _ => RiskCause.Absent,
    };
}
