using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Invigilation;

/// <summary>An event that the watch itself raises.</summary>
public sealed record RaisedByWatch(SessionEventKind Kind, DateTimeOffset At, string? Detail)
{
    /// <summary>The id follows from what happened, so that two watches that notice the same keep it once.</summary>
    public SessionEvent About(Guid sessionId, DateTimeOffset now, Guid? stillId)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{sessionId} {Kind} {At.ToUnixTimeMilliseconds()} {Detail}");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        return new()
        {
            Id = new Guid(hash.AsSpan(0, 16)),
            SessionId = sessionId,
            Kind = Kind,
            Weight = EventWeights.Of(Kind),
            At = At,
            ReceivedAt = now,
            Detail = Detail,
            StillId = stillId,
        };
    }
}

/// <summary>
/// What the server notices by itself: nothing heard, no pieces though the page should record, another device at the door. Each beginning
/// and each end is an event once; it is due again only after the other.
/// </summary>
public static class WatchRules
{
    /// <summary>Three pieces of ten seconds have not come.</summary>
    public static readonly TimeSpan PieceSilence = TimeSpan.FromSeconds(30);

    /// <summary>A page that was heard this long after its last piece is there and does not send any; one that was not may have fallen silent.</summary>
    public static readonly TimeSpan HeardWithout = TimeSpan.FromSeconds(18);

    /// <summary>The piece that was open when a recorder stopped may come after the word that it stopped.</summary>
    public static readonly TimeSpan LastPiece = TimeSpan.FromSeconds(12);

    private static readonly (RecordingTrack Track, string Name)[] Tracks = [(RecordingTrack.Camera, "camera"), (RecordingTrack.Screen, "screen")];

    public static IEnumerable<RaisedByWatch> Due(CandidateSight sight, SittingWatch watch, DateTimeOffset now)
    {
        if (sight.State != ExamSessionState.Started)
        {
            yield break;
        }

        var silent = sight.HeardAt is { } heard && now - heard >= RiskOrder.Silence;
        if (silent && sight.SilentSince is null)
        {
            yield return new(SessionEventKind.HeartbeatLost, sight.HeardAt!.Value, null);
        }
        else if (!silent && sight is { SilentSince: { } since, HeardAt: { } again })
        {
            // Pieces are counted from here on.
            yield return new(SessionEventKind.HeartbeatRegained, again, Seconds(again - since));
            yield break;
        }

        if (!watch.Recorded || silent)
        {
            yield break;
        }

        foreach (var (track, name) in Tracks)
        {
            var lastAt = LastOf(sight, track);
            var at = sight.PieceAt.TryGetValue(track, out var came) ? came : (DateTimeOffset?)null;
            var stopped = sight.Stopped.TryGetValue(track, out var stoppedAt);
            if (!stopped && PageSaysItStopped(sight, track) is { } saidAt && !(at > saidAt - LastPiece))
            {
                yield return new(track == RecordingTrack.Camera ? SessionEventKind.CameraStopped : SessionEventKind.ScreenStopped, saidAt, name);
            }
            else if (!stopped && lastAt is { } last && now - last >= PieceSilence && sight.HeardAt - last >= HeardWithout)
            {
                yield return new(SessionEventKind.PiecesLate, last + PieceSilence, name);
            }
            else if (stopped && at > stoppedAt + LastPiece)
            {
                yield return new(SessionEventKind.PiecesResumed, at!.Value, name);
            }
        }
    }

    /// <summary>What a report says that the one before did not, or that has just been decided.</summary>
    public static IEnumerable<RaisedByWatch> Of(CandidateSight before, CandidateSight after, EntryVerdict? decided)
    {
        if (after.EntryRequest is { } request && before.EntryRequest?.At != request.At)
        {
            yield return new(SessionEventKind.DeviceRequested, request.At, request.DeviceName);
        }

        if (decided is { Admitted: true })
        {
            yield return new(SessionEventKind.DeviceAdmitted, decided.At, decided.DeviceName);
        }
    }

    /// <summary>
    /// Until then a candidate of whom nothing new is heard stays as they are: neither these rules nor <see cref="RiskOrder"/> see a
    /// difference. Null when time alone changes nothing any more.
    /// </summary>
    public static DateTimeOffset? NextMoment(CandidateSight sight, SittingWatch watch, DateTimeOffset now)
    {
        if (sight.IsOver)
        {
            return null;
        }

        DateTimeOffset? next = null;
        Take(watch.StartsAt);
        Take(sight.HeardAt + RiskOrder.Silence);
        Take(sight.HiddenSince + RiskOrder.HiddenPatience);
        Take(sight.PendingSince + RiskOrder.PendingPatience);
        foreach (var (track, _) in Tracks)
        {
            Take(LastOf(sight, track) + PieceSilence);
        }

        return next;

        void Take(DateTimeOffset? moment)
        {
            if (moment > now && (next is null || moment < next))
            {
                next = moment;
            }
        }
    }

    private static DateTimeOffset? LastOf(CandidateSight sight, RecordingTrack track) =>
        LaterOf(sight.PieceAt.TryGetValue(track, out var at) ? at : null, LaterOf(sight.StartedAt, sight.BackSince));

    private static DateTimeOffset? PageSaysItStopped(CandidateSight sight, RecordingTrack track) =>
        (track == RecordingTrack.Camera ? sight.Heartbeat?.Camera : sight.Heartbeat?.Screen) == false ? sight.HeartbeatAt : null;

    private static string Seconds(TimeSpan span) =>
        ((long)span.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset? LaterOf(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null ? other : other is null || one > other ? one : other;
}
