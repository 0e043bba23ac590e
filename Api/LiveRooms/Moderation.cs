using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.LiveRooms;

/// <summary>What the desk does to keep order (LH-5.1.3d).</summary>
internal static class Moderation
{
    public static Task<Results<Ok<Done>, ProblemHttpResult>> NoticeAsync(Guid id, PinNoticeRequest body, RoomCommand command) =>
        command.ModerateAsync(id, (room, actor) => room.PinNotice(new(actor, body.Text)));

    public static Task<Results<Ok<Done>, ProblemHttpResult>> MuteAsync(Guid id, MuteRequest body, RoomCommand command) =>
        command.ModerateAsync(id, (room, actor) => room.MuteViewer(new(actor, body.UserId, body.Minutes, body.Reason, Remove: false)));

    public static Task<Results<Ok<Done>, ProblemHttpResult>> RemoveAsync(Guid id, MuteRequest body, RoomCommand command) =>
        command.ModerateAsync(id, (room, actor) => room.MuteViewer(new(actor, body.UserId, body.Minutes, body.Reason, Remove: true)));

    public static Task<Results<Ok<Done>, ProblemHttpResult>> SlowAsync(Guid id, SlowModeRequest body, RoomCommand command) =>
        command.ModerateAsync(id, (room, actor) => room.SetSlowMode(new(actor, body.Seconds)));

    public static Task<Results<Ok<Done>, ProblemHttpResult>> RemoveChatAsync(Guid id, RemoveChatRequest body, RoomCommand command) =>
        command.ModerateAsync(id, (room, actor) => room.RemoveChat(new(actor, body.MessageId)));
}
