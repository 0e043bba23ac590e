using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Domain.LiveRooms;

/// <summary>Opening and ending a session, and what a missing picture does to it.</summary>
public static class SessionRules
{
    /// <summary>A dropped publisher may come back within this.</summary>
    public static readonly TimeSpan PictureGrace = TimeSpan.FromMinutes(5);

    /// <summary>A session that was opened and never got a picture ends after this.</summary>
    public static readonly TimeSpan FirstPictureGrace = TimeSpan.FromMinutes(30);

    /// <summary>An ingest whose room was read again says within this that it is still there.</summary>
    public static readonly TimeSpan PictureSilence = TimeSpan.FromMinutes(1);

    public static Outcome<Decision<Done>> GoLive(RoomState room)
    {
        ArgumentNullException.ThrowIfNull(room);
        if (room.Session == LiveSessionState.OnAir)
        {
            return Decided.Done();
        }

        if (room.Session == LiveSessionState.Ended)
        {
            return LiveRoomRefusals.Ended;
        }

        var started = new Told(new SessionStarted { Sequence = 0, At = default, SessionId = room.Plan.SessionId });
        return room.Stream == StreamState.Live
            ? Decided.Done(started, Changed(StreamState.Live, null))
            : Decided.Done(started);
    }

    public static Outcome<Decision<Done>> End(RoomState room, SessionEndReason reason)
    {
        ArgumentNullException.ThrowIfNull(room);
        return room.Session switch
        {
            LiveSessionState.Ended => Decided.Done(),
            LiveSessionState.Scheduled => LiveRoomRefusals.NotOnAir,
            _ => Decided.Done(new Told(new SessionEnded { Sequence = 0, At = default, SessionId = room.Plan.SessionId, Reason = reason })),
        };
    }

    /// <summary>A report about another session than the one on air says nothing; the same state again says nothing new.</summary>
    public static Decision<Done> Report(RoomState room, ReportStream report)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(report);
        return report.SessionId != room.Plan.SessionId || room.Session != LiveSessionState.OnAir || report.State == room.Stream
            ? Decided.Done()
            : Decided.Done(Changed(report.State, report.MediaTime));
    }

    /// <summary>Whether the session on air has waited for its picture long enough.</summary>
    public static bool PictureIsLost(RoomState room, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(room);
        return room.Session == LiveSessionState.OnAir && room.PictureDueAt <= now;
    }

    /// <summary>When the session ends by itself, given the picture's state since then.</summary>
    public static DateTimeOffset? PictureDue(StreamState stream, DateTimeOffset since, bool started) =>
        stream == StreamState.Live ? null : since + (started ? FirstPictureGrace : PictureGrace);

    /// <summary>What a command that needs a session on air is told otherwise.</summary>
    internal static Refusal? NotOnAir(RoomState room) => room.Session switch
    {
        LiveSessionState.OnAir => null,
        LiveSessionState.Ended => LiveRoomRefusals.Ended,
        _ => LiveRoomRefusals.NotOnAir,
    };

    private static Told Changed(StreamState state, long? mediaTime) =>
        new(new StreamChanged { Sequence = 0, At = default, State = state, MediaTime = mediaTime });
}
