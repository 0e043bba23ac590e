using System.Diagnostics.Metrics;

namespace Pinchang.Api.LiveRooms.Broadcast;

internal static class BroadcastMetrics
{
    private static readonly Meter Meter = new("pinchang.live_room");
    private static readonly Counter<long> Frames = Meter.CreateCounter<long>("pinchang.live_room.frames", description: "Frames sent to viewers");
    private static readonly UpDownCounter<int> Viewers = Meter.CreateUpDownCounter<int>("pinchang.live_room.sockets", description: "Open sockets");
    private static readonly Counter<long> Evicted = Meter.CreateCounter<long>("pinchang.live_room.evictions", description: "Sockets closed for taking nothing");

    static BroadcastMetrics() => Meter.CreateObservableGauge(
        "pinchang.live_room.lagging", () => LaggingNow, description: "Sockets that have not taken all of their last frame");

    private static int _lagging;

    /// <summary>How many lines have not taken all of their last frame.</summary>
    public static int LaggingNow => Volatile.Read(ref _lagging);

    public static void Lagging(int change) => Interlocked.Add(ref _lagging, change);

    public static void Sent(int frames) => Frames.Add(frames);

    public static void Opened() => Viewers.Add(1);

    public static void Closed() => Viewers.Add(-1);

    public static void Stuck() => Evicted.Add(1);
}
