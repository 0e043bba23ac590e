using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Data;

namespace Pinchang.Api.LiveRooms;

/// <summary>What is on air, what comes next, and what can be watched again; and the rooms of one's own employer.</summary>
internal static class ListRooms
{
    public static async Task<Ok<Page<LiveRoomSummary>>> HandleAsync(
        PinchangContext data, CurrentUser user, QueryEnum<LiveSessionState>? state = null, int page = 1, CancellationToken cancellation = default)
    {
        var wanted = state?.Value;
        var registered = user.PhoneVerified;
        var rows = data.RoomsWithLatestSession()
            .Where(row => row.Room.Visibility == RoomVisibility.Public || (registered && row.Room.Visibility == RoomVisibility.Registered))
            .Where(row => wanted == null || row.Session.State == wanted);
        return TypedResults.Ok(await PageAsync(rows, page, cancellation));
    }

    public static async Task<Ok<Page<LiveRoomSummary>>> OwnAsync(
        PinchangContext data, CurrentUser user, QueryEnum<LiveSessionState>? state = null, int page = 1, CancellationToken cancellation = default)
    {
        var wanted = state?.Value;
        var employerId = user.EmployerId;
        var rows = data.RoomsWithLatestSession()
            .Where(row => row.Room.EmployerId == employerId)
            .Where(row => wanted == null || row.Session.State == wanted);
        return TypedResults.Ok(await PageAsync(rows, page, cancellation));
    }

    /// <summary>What is on air, then what comes next with the nearest first, then what is over with the newest first.</summary>
    private static async Task<Page<LiveRoomSummary>> PageAsync(
        IQueryable<RoomRow> rows, int page, CancellationToken cancellation)
    {
        var ordered = rows
            .OrderBy(row => row.Session.State == LiveSessionState.OnAir ? 0 : row.Session.State == LiveSessionState.Scheduled ? 1 : 2)
            .ThenBy(row => row.Session.State == LiveSessionState.Scheduled ? row.Session.StartsAt : (DateTimeOffset?)null)
            .ThenByDescending(row => row.Session.StartedAt ?? row.Session.StartsAt)
            .ThenBy(row => row.Session.Id);
        return (await ordered.ToPageAsync(page, cancellation)).Map(row => row.ToSummary());
    }
}
