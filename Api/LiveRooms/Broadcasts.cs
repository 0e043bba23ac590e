using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Api.Organisations.Licences;
using Pinchang.Api.Staff;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Staff;

namespace Pinchang.Api.LiveRooms;

/// <summary>Going live and ending (LH-5.2); an employer that is no longer approved, or holds no HR service licence today (LH-4.2.3), does not go live; nor does somebody unqualified (LH-4.1).</summary>
internal static class Broadcasts
{
    public static async Task<Results<Ok<RoomSnapshot>, ProblemHttpResult>> StartAsync(
        Guid id, RoomCommand command, CurrentUser user, LicenceDoors licences, StaffDoors staff, TimeProvider time, CancellationToken cancellation) =>
        (await licences.WhyNoRoomAsync(user.EmployerId, time.GetUtcNow(), cancellation)
            ?? await staff.WhyNotAsync(Duty.HostRoom, time.GetUtcNow(), cancellation)) is { } refusal
            ? refusal.ToProblem()
            : await command.RunAsync(id, (room, actor) => room.GoLive(new(actor)));

    public static Task<Results<Ok<RoomSnapshot>, ProblemHttpResult>> EndAsync(Guid id, RoomCommand command) =>
        command.RunAsync(id, (room, actor) => room.EndLive(new(actor)));
}
