using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.Media;

namespace Pinchang.Api.LiveRooms;

/// <summary>LH-3.1: cards are pushed, pinned and withdrawn; durable when answered.</summary>
internal static class JobCards
{
    public static Task<Results<Ok<JobCard>, ProblemHttpResult>> PushAsync(Guid id, PushJobRequest body, RoomCommand command, IMediaClock picture) =>
        command.RunAsync(id, (room, actor) => room.PushJob(new(actor, body.JobId, body.MediaTime ?? picture.MediaTimeOf(id), command.Key)));

    public static Task<Results<Ok<JobCard>, ProblemHttpResult>> PinAsync(Guid id, Guid cardId, PinCardRequest body, RoomCommand command) =>
        command.RunAsync(id, (room, actor) => room.PinCard(new(actor, cardId, body.Pinned)));

    public static Task<Results<Ok<JobCard>, ProblemHttpResult>> WithdrawAsync(Guid id, Guid cardId, RoomCommand command) =>
        command.RunAsync(id, (room, actor) => room.WithdrawCard(new(actor, cardId)));
}
