using System.Diagnostics;
using Pinchang.Load.Fanout;
using Pinchang.Load.Measuring;
using Pinchang.Load.Sockets;
using Pinchang.Support.LiveRooms;

namespace Pinchang.Load.Joins;

/// <summary>J1: crowds come in, are all in, and go, one after the other; only the coming in is counted.</summary>
internal sealed class Doorway(ServerUnderLoad server, Func<ViewerProtocol> viewer, int crowd, LoadOptions options)
{
    /// <summary>What one who comes in is sent.</summary>
    public static async Task<int> SnapshotBytesAsync(ServerUnderLoad room)
    {
        using var fleet = new ViewerFleet(new RoomViewer(RoomsInMemory.RoomId, Side.Origin), room.Port);
        await fleet.AddAsync(1);
        return fleet.JoinedWith;
    }

    public async Task<double> RateAsync()
    {
        var use = await JoinAsync();
        return crowd / use.ServerSeconds;
    }

    public async Task<Sample> MeasureAsync()
    {
        var windows = new List<WindowUse>();
        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < options.Window;)
        {
            windows.Add(await JoinAsync());
        }

        var use = WindowUse.Sum(windows);
        var joins = windows.Count * crowd;
        return new Sample(joins / use.ServerSeconds, $"{joins / use.Seconds:N0}/s, {use.ServerSeconds * 1e6 / joins:F0} us each", use);
    }

    private async Task<WindowUse> JoinAsync()
    {
        WindowUse use;
        using (var fleet = new ViewerFleet(viewer(), server.Port))
        {
            var watch = new NoiseWatch(server);
            await fleet.AddAsync(crowd);
            use = watch.Stop();
        }

        await RestAsync();
        return use;
    }

    /// <summary>Until the server has done with those who went.</summary>
    private async Task RestAsync()
    {
        double before;
        do
        {
            before = server.CpuSeconds;
            await Task.Delay(300);
        }
        while (server.CpuSeconds - before > 0.03);
    }
}
