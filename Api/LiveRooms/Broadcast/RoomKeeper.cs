namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>The one clock of rooms and sockets on this host.</summary>
internal sealed class RoomKeeper(RoomSockets sockets, RoomBroadcasters rooms, TimeProvider time) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beats = new PeriodicTimer(Beat, time);
        for (var beat = 0; await beats.WaitForNextTickAsync(stoppingToken); beat++)
        {
            if (beat % 2 == 0)
            {
                sockets.Tend(Environment.TickCount64);
            }

            await rooms.TendAsync();
        }
    }

    /// <summary>Before Kestrel stops, which would cut every line without a word.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => sockets.SendAwayAsync(Farewell, time);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
