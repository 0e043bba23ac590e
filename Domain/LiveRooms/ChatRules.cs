using System.Globalization;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.Screening;

namespace Pinchang.Domain.LiveRooms;

/// <summary>Who may say what how often (LH-4.3.2b). Only the sender ever learns of a refusal.</summary>
public static class ChatRules
{
    public const int LongestLine = 200;
    public const int LinesPerWindow = 5;
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    public static Outcome<Decision<ChatMessage>> Send(RoomState room, SendChat command, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(command);
        if (room.FindMessage(command.MessageId) is { } said)
        {
            return said.AuthorId == command.Actor.UserId ? new Decision<ChatMessage>(said) : CommonRefusals.Malformed.On("messageId");
        }

        if (SessionRules.NotOnAir(room) is { } refusal)
        {
            return refusal;
        }

        if ((MayNotSpeak(room, command.Actor, now) ?? MustWait(room, command.Actor, now)) is { } reason)
        {
            return reason;
        }

        var text = RoomText.Clean(command.Text, LongestLine, LiveRoomRefusals.ChatEmpty, LiveRoomRefusals.ChatTooLong);
        if (!text.IsAccepted)
        {
            return text.Refusal;
        }

        // A screened line counts, so that the rules cannot be felt out at speed.
        room.Pace.Note(command.Actor.UserId, now, LinesPerWindow);
        if (Screened(text.Value) is { } screened)
        {
            return screened;
        }

        var message = new ChatMessage
        {
            Id = command.MessageId,
            AuthorId = command.Actor.UserId,
            Author = command.Actor.Name,
            Staff = command.Actor.Staff,
            Text = text.Value,
            At = now,
        };
        return new Decision<ChatMessage>(message, new Told(new ChatPosted { Sequence = 0, At = default, Message = message }));
    }

    public static Outcome<Decision<Done>> Remove(RoomState room, RemoveChat command)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(command);
        if (room.FindMessage(command.MessageId) is null)
        {
            return CommonRefusals.NotFound;
        }

        return room.IsRemoved(command.MessageId)
            ? Decided.Done()
            : Decided.Done(new Told(new ChatRemoved { Sequence = 0, At = default, MessageId = command.MessageId }));
    }

    internal static Refusal? MayNotSpeak(RoomState room, RoomActor actor, DateTimeOffset now) =>
        room.RestrictionOf(actor.UserId, now) is not { } restriction ? null
        : (restriction.Removed ? LiveRoomRefusals.Removed : LiveRoomRefusals.Muted).With(ShownTime(restriction.Until));

    internal static Refusal? Screened(string text) =>
        Screener.Refuse(text) is { } hit ? LiveRoomRefusals.Screened.With(hit.Rule.Id, hit.Rule.Name) : null;

    private static Refusal? MustWait(RoomState room, RoomActor actor, DateTimeOffset now)
    {
        if (actor.Staff)
        {
            return null;
        }

        var slow = TimeSpan.FromSeconds(room.SlowModeSeconds);
        if (slow > TimeSpan.Zero && room.Pace.WaitFor(actor.UserId, now, 1, slow) is { Ticks: > 0 } pause)
        {
            return LiveRoomRefusals.SlowMode.With(Seconds(pause));
        }

        return room.Pace.WaitFor(actor.UserId, now, LinesPerWindow, Window) is { Ticks: > 0 } wait
            ? LiveRoomRefusals.ChatTooFast.With(Seconds(wait))
            : null;
    }

    private static string Seconds(TimeSpan wait) => Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private static string ShownTime(DateTimeOffset at) =>
        at.ToOffset(TimeSpan.FromHours(8)).ToString("HH:mm", CultureInfo.InvariantCulture);
}
