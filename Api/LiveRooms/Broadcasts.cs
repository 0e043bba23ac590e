using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Organisations;
using Pinchang.Data;

namespace Pinchang.Api.LiveRooms;

/// <summary>Going live and ending (LH-5.2); an employer that is no longer approved does not go live.</summary>
internal static class Broadcasts
{
    public static async Task<Results<Ok<RoomSnapshot>, ProblemHttpResult>> StartAsync(
        Guid id, RoomCommand command, CurrentUser user, PinchangContext data, CancellationToken cancellation)
    {
        var approved = await data.Employers.AnyAsync(
            employer => employer.Id == user.EmployerId && employer.State == EmployerState.Approved, cancellation);
        return approved
            ? await command.RunAsync(id, (room, actor) => room.GoLive(new(actor)))
            : EmployerRefusals.NotApproved.ToProblem();
    }

    public static Task<Results<Ok<RoomSnapshot>, ProblemHttpResult>> EndAsync(Guid id, RoomCommand command) =>
        command.RunAsync(id, (room, actor) => room.EndLive(new(actor)));
}
