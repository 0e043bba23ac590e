using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Data;

namespace Pinchang.Api.LiveRooms;

/// <summary>Wakes rooms whose picture is overdue and that nobody is in: their own timers sleep with them.</summary>
internal sealed class LostPictureWorker(IServiceScopeFactory scopes, IGrainFactory grains, TimeProvider time, ILogger<LostPictureWorker> logger)
    : RecurringWorker(Interval, time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = Time.GetUtcNow();
        var rooms = await scope.ServiceProvider.GetRequiredService<PinchangContext>().LiveSessions
            .Where(session => session.PictureDueAt <= now)
            .OrderBy(session => session.PictureDueAt)
            .Select(session => session.RoomId)
            .Take(100)
            .ToArrayAsync(cancellation);
        foreach (var room in rooms)
        {
            // Awake, the room judges its deadline itself.
            await grains.GetGrain<ILiveRoomGrain>(room).GetSnapshot();
        }
    }
}
