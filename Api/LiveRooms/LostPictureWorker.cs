using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Data;

namespace Pinchang.Api.LiveRooms;

/// <summary>Wakes rooms whose picture is overdue and that nobody is in: their own timers sleep with them.</summary>
internal sealed class LostPictureWorker(IServiceScopeFactory scopes, IGrainFactory grains, TimeProvider time, ILogger<LostPictureWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var now = time.GetUtcNow();
                var rooms = await scope.ServiceProvider.GetRequiredService<PinchangContext>().LiveSessions
                    .Where(session => session.PictureDueAt <= now)
                    .OrderBy(session => session.PictureDueAt)
                    .Select(session => session.RoomId)
                    .Take(100)
                    .ToArrayAsync(stoppingToken);
                foreach (var room in rooms)
                {
                    // Awake, the room judges its deadline itself.
                    await grains.GetGrain<ILiveRoomGrain>(room).GetSnapshot();
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogWarning(exception, "Rooms without a picture are looked for again in {Interval}", Interval);
            }
        }
    }
}
