using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Domain.LiveRooms;

/// <summary>Notices, mutes, removals and slow mode (LH-5.1.3d).</summary>
public static class ModerationRules
{
    public const int LongestNotice = 200;
    public const int LongestMute = 1_440;
    public const int SlowestMode = 300;
    private const int LongestReason = 100;

    public static Outcome<Decision<Done>> Pin(RoomState room, PinNotice command)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(command);
        if (room.Session == LiveSessionState.Ended)
        {
            return LiveRoomRefusals.Ended;
        }

        string? text = null;
        if (command.Text is not null)
        {
            var cleaned = RoomText.Clean(command.Text, LongestNotice, LiveRoomRefusals.ChatEmpty, LiveRoomRefusals.ChatTooLong);
            if (!cleaned.IsAccepted)
            {
                return cleaned.Refusal.On("text");
            }

            if (ChatRules.Screened(cleaned.Value) is { } screened)
            {
                return screened;
            }

            text = cleaned.Value;
        }

        return text == room.PinnedMessage
            ? Decided.Done()
            : Decided.Done(new Told(new NoticePinned { Sequence = 0, At = default, Text = text }));
    }

    public static Outcome<Decision<Done>> Mute(RoomState room, MuteViewer command, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(command);
        if (command.Minutes is < 0 or > LongestMute)
        {
            return CommonRefusals.OutOfRange.With("0", "1440").On("minutes");
        }

        if (command.UserId == command.Actor.UserId)
        {
            return CommonRefusals.Forbidden;
        }

        var reason = command.Reason is null
            ? null
            : RoomText.Clean(command.Reason, LongestReason, CommonRefusals.Required, CommonRefusals.TooLong);
        if (reason is { IsAccepted: false, Refusal: { } refusal } && command.Reason!.Length > 0)
        {
            return refusal.On("reason");
        }

        var until = command.Minutes == 0 ? (DateTimeOffset?)null : now.AddMinutes(command.Minutes);
        var standing = room.RestrictionOf(command.UserId, now);
        return until is null && standing is null
            ? Decided.Done()
            : Decided.Done(new ViewerRestricted(command.UserId, until, command.Remove && until is not null, reason?.Value));
    }

    public static Outcome<Decision<Done>> Slow(RoomState room, SetSlowMode command)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(command);
        if (room.Session == LiveSessionState.Ended)
        {
            return LiveRoomRefusals.Ended;
        }

        if (command.Seconds is < 0 or > SlowestMode)
        {
            return CommonRefusals.OutOfRange.With("0", "300").On("seconds");
        }

        return command.Seconds == room.SlowModeSeconds
            ? Decided.Done()
            : Decided.Done(new Told(new SlowModeChanged { Sequence = 0, At = default, Seconds = command.Seconds }));
    }
}
